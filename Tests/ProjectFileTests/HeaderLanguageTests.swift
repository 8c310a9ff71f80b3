import Domain
import Testing

@testable import ProjectFile

/// Headers in German, French, Spanish and Japanese, as shops' systems there export them.
@Suite struct HeaderLanguageTests {
    typealias Export = ColumnGuessTests.Export

    static let exports: [Export] = [
        Export(
            description: "German orders",
            header: "Bestellnummer;Kundennummer;E-Mail;Bestelldatum;Artikel;Menge;Stückpreis;Land;Stadt;PLZ",
            rows: [
                "B1;K7;a@x.de;05.01.2024;Tasse;2;4,50;Deutschland;Köln;50667",
                "B2;K8;b@x.de;16.01.2024;Teller;1;12,00;Österreich;Wien;01010",
            ],
            kind: .orders,
            targets: "order,customer,email,time,product,quantity,price,country,city,postcode"
        ),
        Export(
            description: "German invoices",
            header:
                "Rechnungs-Nr.;Kunden-ID;Rechnungsdatum;Artikelnummer;Artikelbezeichnung;Anzahl;Einzelpreis;Gesamtbetrag",
            rows: ["R1;7;05.01.2024;A1;Tasse;2;4,50;9,00", "R2;8;16.01.2024;A2;Teller;1;12,00;12,00"],
            kind: .orders,
            targets: "order,customer,time,product,product_name,quantity,price,amount"
        ),
        Export(
            description: "a short German table",
            header: "Kunde;Datum;Umsatz",
            rows: ["Meier;05.01.2024 10:22;1.234,50", "Schulze;16.01.2024 11:00;12,00"],
            kind: .orders,
            targets: "customer,time,amount"
        ),
        Export(
            description: "Betrag, Preis und Umlaute ohne Umlaute",
            header: "Auftragsnr,Kundennr,Kaufdatum,Stueckzahl,Stueckpreis,Waehrung",
            rows: ["1,2,2024-01-05,3,4.50,EUR"],
            kind: .orders,
            targets: "order,customer,time,quantity,price,currency"
        ),
        Export(
            description: "German customers",
            header: "Kunden-ID;Name;Geburtsdatum;Geschlecht;Telefon;E-Mail-Adresse;Straße;PLZ;Ort;Land",
            rows: [
                "1;Meier;01.02.1990;w;0221 1;a@x.de;Weg 1;50667;Köln;DE",
                "2;Schulze;21.02.1980;m;0221 2;b@x.de;Weg 2;50667;Köln;DE",
            ],
            kind: .customers,
            targets: "customer,name,birthday,gender,phone,email,address,postcode,city,country"
        ),
        Export(
            description: "French orders",
            header: "N° commande;Code client;Date de commande;Référence;Désignation;Quantité;Prix unitaire;Pays;Ville",
            rows: ["C1;7;05/01/2024;R1;Tasse;2;4,50;France;Lyon", "C2;8;16/01/2024;R2;Bol;1;12,00;France;Nîmes"],
            kind: .orders,
            targets: "order,customer,time,product,product_name,quantity,price,country,city"
        ),
        Export(
            description: "Spanish orders",
            header: "Número de pedido,Cliente,Fecha,Artículo,Cantidad,Importe,País,Teléfono",
            rows: ["P1,7,2024-01-05,Taza,2,9.00,España,91", "P2,8,2024-01-16,Plato,1,12.00,España,93"],
            kind: .orders,
            targets: "order,customer,time,product,quantity,amount,country,phone"
        ),
        Export(
            description: "Japanese orders",
            header: "注文番号,顧客ID,注文日,商品コード,商品名,数量,単価,都道府県,メールアドレス",
            rows: ["J1,7,2024/01/05,A1,茶碗,2,450,東京都,a@x.jp", "J2,8,2024/01/16,A2,皿,1,1200,大阪府,b@x.jp"],
            kind: .orders,
            targets: "order,customer,time,product,product_name,quantity,price,province,email"
        ),
        Export(
            description: "customers with a plain id",
            header: "id,email,name,city",
            rows: ["1,a@x.org,Ann,Leeds", "2,b@x.org,Bob,York"],
            kind: .customers,
            targets: "customer,email,name,city"
        ),
        Export(
            description: "customers with the day they came",
            header: "ID,Email,City,created_at",
            rows: ["1,a@x.org,Leeds,2024-01-05", "2,b@x.org,York,2024-01-06"],
            kind: .customers,
            targets: "customer,email,city,registered"
        ),
        Export(
            description: "an id that is not the customer's, for it repeats",
            header: "id,email,city",
            rows: ["1,a@x.org,Leeds", "1,b@x.org,York"],
            kind: .customers,
            targets: "id,customer,city"
        ),
    ]

    @Test(arguments: exports)
    func headersAreUnderstood(export: Export) {
        let guess = ColumnGuessTests.guess(export)
        #expect(guess.kind == export.kind)
        #expect(guess.columns.map(\.mapping.target.value.name).joined(separator: ",") == export.targets)
        #expect(guess.missing == export.missing)
    }

    @Test func accentsDoNotMatterAndVoicedKanaDo() {
        #expect(ColumnName("Stückpreis").normal == "stuckpreis")
        #expect(ColumnName("QUANTITÉ").normal == "quantite")
        #expect(ColumnName("N° commande").normal == "ncommande")
        #expect(ColumnName("カテゴリ").normal == "カテゴリ")
        #expect(ColumnName("ｶﾃｺﾞﾘ").normal == "カテゴリ")
    }

    @Test func noNameStandsForTwoThingsOfEqualWeight() {
        for entries in [ColumnSynonyms.roles, ColumnSynonyms.properties] {
            var seen: [String: ColumnSynonyms.Entry] = [:]
            for entry in entries {
                for name in entry.names {
                    #expect(ColumnName(name).normal == name, "\(name) is not in normal form")
                    if let other = seen.updateValue(entry, forKey: name), other.weight == entry.weight {
                        #expect(other.target == entry.target, "\(name)")
                    }
                }
            }
        }
    }
}
