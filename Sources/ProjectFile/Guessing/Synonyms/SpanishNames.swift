/// The commonest names of columns in Spanish.
enum SpanishNames {
    static let roles: [ColumnSynonyms.Entry] = [
        .init(
            .role(.customer),
            1,
            [
                "numerocliente", "numerodecliente", "nocliente", "ncliente", "idcliente", "idclientes", "codigocliente",
                "codigodecliente",
            ]
        ),
        .init(.role(.customer), 0.9, ["cliente", "comprador", "usuario"]),
        .init(.role(.customer), 0.6, ["correo", "correoelectronico"]),
        .init(
            .role(.order),
            1,
            [
                "numeropedido", "numerodepedido", "nopedido", "npedido", "idpedido", "numerofactura", "numerodefactura",
                "nofactura", "nfactura", "numerodeorden",
            ]
        ),
        .init(.role(.order), 0.85, ["pedido", "factura", "orden"]),
        .init(
            .role(.time),
            1,
            [
                "fechapedido", "fechadepedido", "fechadelpedido", "fechacompra", "fechadecompra", "fechafactura",
                "fechadefactura", "fechaventa", "fechadeventa",
            ]
        ),
        .init(.role(.time), 0.95, ["fechadecreacion"]),
        .init(.role(.time), 0.8, ["fecha", "fechahora", "fechayhora"]),
        .init(
            .role(.amount),
            1,
            ["importe", "importetotal", "monto", "montototal", "preciototal", "ventas", "ingresos"]
        ),
        .init(.role(.quantity), 1, ["cantidad", "unidades"]),
        .init(.role(.price), 1, ["precio", "preciounitario", "precioventa", "preciodeventa"]),
        .init(
            .role(.product),
            1,
            [
                "codigoproducto", "codigodeproducto", "idproducto", "codigoarticulo", "codigodearticulo", "idarticulo",
                "referenciaproducto",
            ]
        ),
        .init(.role(.product), 0.75, ["producto", "articulo"]),
        .init(.role(.product), 0.6, ["referencia"]),
        .init(.role(.currency), 1, ["moneda", "divisa"]),
        .init(.role(.event), 1, ["evento", "tipodeevento"]),
    ]

    static let properties: [ColumnSynonyms.Entry] = [
        .init(.property("product_name"), 1, ["nombreproducto", "nombredelproducto", "nombrearticulo", "descripcion"]),
        .init(.property("category"), 1, ["categoria"]),
        .init(.property("brand"), 1, ["marca"]),
        .init(.property("country"), 1, ["pais", "paisdeenvio"]),
        .init(.property("province"), 1, ["provincia"]),
        .init(.property("city"), 1, ["ciudad"]),
        .init(.property("postcode"), 1, ["codigopostal"]),
        .init(.property("address"), 1, ["direccion", "direcciondeenvio"]),
        .init(.property("gender"), 1, ["genero", "sexo"]),
        .init(.property("age"), 1, ["edad"]),
        .init(.property("birthday"), 1, ["fechadenacimiento", "fechanacimiento"]),
        .init(.property("registered"), 1, ["fechaderegistro", "fecharegistro", "fechadealta", "fechaalta"]),
        .init(.property("name"), 1, ["nombrecliente", "nombredelcliente", "nombrecompleto"]),
        .init(.property("name"), 0.85, ["nombre"]),
        .init(.property("email"), 0.55, ["correo", "correoelectronico"]),
        .init(.property("phone"), 1, ["telefono", "numerodetelefono", "movil", "celular"]),
        .init(.property("status"), 1, ["estado", "estadodelpedido", "estadopedido"]),
        .init(.property("payment_method"), 1, ["metododepago", "formadepago"]),
        .init(.property("shipping"), 1, ["gastosdeenvio", "envio"]),
        .init(.property("discount"), 1, ["descuento"]),
        .init(.property("store"), 1, ["tienda", "sucursal"]),
    ]
}
