/// The commonest names of columns in French.
enum FrenchNames {
    static let roles: [ColumnSynonyms.Entry] = [
        .init(
            .role(.customer),
            1,
            [
                "numeroclient", "numerodeclient", "noclient", "nclient", "idclient", "codeclient", "referenceclient",
                "refclient",
            ]
        ),
        .init(.role(.customer), 0.9, ["acheteur", "utilisateur"]),
        .init(.role(.customer), 0.6, ["courriel", "adresseemail", "adressemail"]),
        .init(
            .role(.order),
            1,
            [
                "numerocommande", "numerodecommande", "nocommande", "ncommande", "idcommande", "referencecommande",
                "refcommande", "numerofacture", "numerodefacture", "nofacture", "nfacture",
            ]
        ),
        .init(.role(.order), 0.85, ["commande", "facture"]),
        .init(
            .role(.time),
            1,
            [
                "datecommande", "datedecommande", "datedelacommande", "datefacture", "datedefacture", "dateachat",
                "datedachat", "datevente", "datedevente",
            ]
        ),
        .init(.role(.time), 0.95, ["horodatage", "datedecreation"]),
        .init(.role(.time), 0.8, ["dateheure", "dateetheure"]),
        .init(
            .role(.amount),
            1,
            ["montant", "montanttotal", "montantttc", "totalttc", "montantcommande", "chiffredaffaires", "prixtotal"]
        ),
        .init(.role(.amount), 0.9, ["montantht", "totalht"]),
        .init(.role(.quantity), 1, ["quantite", "qte", "quantitecommandee"]),
        .init(.role(.price), 1, ["prix", "prixunitaire", "prixunitairettc", "prixdevente", "prixttc"]),
        .init(
            .role(.product),
            1,
            [
                "codeproduit", "codearticle", "idproduit", "idarticle", "refproduit", "refarticle", "referenceproduit",
                "referencearticle",
            ]
        ),
        .init(.role(.product), 0.75, ["produit"]),
        .init(.role(.product), 0.6, ["reference"]),
        .init(.role(.currency), 1, ["devise"]),
        .init(.role(.event), 1, ["evenement", "typedevenement"]),
    ]

    static let properties: [ColumnSynonyms.Entry] = [
        .init(
            .property("product_name"),
            1,
            ["designation", "libelle", "libelleproduit", "nomduproduit", "nomproduit", "nomarticle"]
        ),
        .init(.property("category"), 1, ["categorie", "famille"]),
        .init(.property("brand"), 1, ["marque"]),
        .init(.property("country"), 1, ["pays", "paysdelivraison"]),
        .init(.property("city"), 1, ["ville", "villedelivraison"]),
        .init(.property("postcode"), 1, ["codepostal"]),
        .init(.property("address"), 1, ["adressedelivraison"]),
        .init(.property("gender"), 1, ["sexe"]),
        .init(.property("birthday"), 1, ["datedenaissance", "datenaissance"]),
        .init(.property("registered"), 1, ["dateinscription", "datedinscription"]),
        .init(.property("name"), 1, ["nomclient", "nomduclient", "nomcomplet"]),
        .init(.property("email"), 0.55, ["courriel", "adresseemail", "adressemail"]),
        .init(.property("phone"), 1, ["telephone", "numerodetelephone", "telephoneportable"]),
        .init(.property("status"), 1, ["statut", "statutcommande"]),
        .init(.property("channel"), 1, ["canal"]),
        .init(.property("payment_method"), 1, ["modedepaiement", "moyendepaiement"]),
        .init(.property("shipping"), 1, ["fraisdeport", "fraisdelivraison"]),
        .init(.property("discount"), 1, ["remise", "reduction"]),
        .init(.property("store"), 1, ["magasin", "boutique"]),
    ]
}
