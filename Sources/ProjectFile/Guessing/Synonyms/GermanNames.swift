/// The commonest names of columns in German.
enum GermanNames {
    static let roles: [ColumnSynonyms.Entry] = [
        .init(
            .role(.customer),
            1,
            [
                "kundennummer", "kundennr", "kundenid", "kdnr", "kundencode", "kundenkennung", "debitor",
                "debitorennummer", "debitorennr", "mitgliedsnummer", "nutzerid",
            ]
        ),
        .init(.role(.customer), 0.9, ["kunde", "kaufer", "kaeufer", "nutzer", "mitglied", "besteller"]),
        .init(.role(.customer), 0.7, ["kundenemail"]),
        .init(
            .role(.customer),
            0.6,
            ["emailadresse", "mailadresse", "telefon", "telefonnummer", "handynummer", "mobilnummer"]
        ),
        .init(
            .role(.order),
            1,
            [
                "bestellnummer", "bestellnr", "bestellid", "auftragsnummer", "auftragsnr", "auftragsid",
                "rechnungsnummer", "rechnungsnr", "rechnungsid", "belegnummer", "belegnr", "bonnummer", "bonnr",
                "transaktionsnummer", "vorgangsnummer",
            ]
        ),
        .init(.role(.order), 0.85, ["bestellung", "auftrag", "rechnung", "beleg", "bon"]),
        .init(
            .role(.time),
            1,
            [
                "bestelldatum", "bestellzeit", "bestellzeitpunkt", "auftragsdatum", "rechnungsdatum", "kaufdatum",
                "belegdatum", "verkaufsdatum", "transaktionsdatum", "buchungsdatum",
            ]
        ),
        .init(.role(.time), 0.95, ["zeitstempel", "zeitpunkt", "erstelltam"]),
        .init(.role(.time), 0.9, ["zahlungsdatum", "bezahltam"]),
        .init(.role(.time), 0.8, ["datum", "datumuhrzeit", "zeit"]),
        .init(
            .role(.amount),
            1,
            [
                "betrag", "gesamtbetrag", "rechnungsbetrag", "bestellbetrag", "gesamtpreis", "gesamtsumme", "gesamt",
                "umsatz", "erlos", "erloes", "bestellwert", "warenwert", "bruttobetrag", "positionsbetrag",
            ]
        ),
        .init(
            .role(.amount),
            0.9,
            ["nettobetrag", "summe", "umsatznetto", "umsatzbrutto", "nettoumsatz", "bruttoumsatz"]
        ),
        .init(.role(.amount), 0.75, ["zwischensumme", "wert"]),
        .init(.role(.quantity), 1, ["menge", "bestellmenge", "stuckzahl", "stueckzahl", "verkaufsmenge"]),
        .init(.role(.quantity), 0.9, ["anzahl", "stuck", "stueck"]),
        .init(
            .role(.price),
            1,
            [
                "preis", "stuckpreis", "stueckpreis", "einzelpreis", "verkaufspreis", "artikelpreis", "produktpreis",
                "vkpreis",
            ]
        ),
        .init(
            .role(.product),
            1,
            [
                "artikelnummer", "artikelnr", "artikelid", "artnr", "artikelcode", "produktnummer", "produktnr",
                "produktid", "produktcode",
            ]
        ),
        .init(.role(.product), 0.75, ["artikel", "produkt", "ware"]),
        .init(.role(.currency), 1, ["wahrung", "waehrung", "wahrungscode", "waehrungscode"]),
        .init(.role(.event), 1, ["ereignis", "ereignistyp", "ereignisname", "aktion"]),
    ]

    static let properties: [ColumnSynonyms.Entry] = [
        .init(
            .property("product_name"),
            1,
            [
                "artikelbezeichnung", "artikelname", "artikelbeschreibung", "produktname", "produktbezeichnung",
                "bezeichnung", "beschreibung",
            ]
        ),
        .init(
            .property("category"),
            1,
            ["kategorie", "warengruppe", "produktgruppe", "produktkategorie", "artikelgruppe"]
        ),
        .init(.property("brand"), 1, ["marke", "hersteller"]),
        .init(.property("country"), 1, ["land", "lieferland", "rechnungsland"]),
        .init(.property("province"), 1, ["bundesland", "kanton"]),
        .init(.property("city"), 1, ["stadt", "ort", "wohnort", "lieferort"]),
        .init(.property("postcode"), 1, ["plz", "postleitzahl"]),
        .init(
            .property("address"),
            1,
            ["adresse", "anschrift", "strasse", "straße", "lieferadresse", "rechnungsadresse"]
        ),
        .init(.property("gender"), 1, ["geschlecht"]),
        .init(.property("age"), 1, ["alter"]),
        .init(.property("birthday"), 1, ["geburtsdatum", "geburtstag", "gebdatum"]),
        .init(
            .property("registered"),
            1,
            ["registriertam", "registrierungsdatum", "anmeldedatum", "kundeseit", "angemeldetam"]
        ),
        .init(.property("registered"), 0.5, ["erstelltam"]),
        .init(.property("name"), 1, ["kundenname", "vollstandigername"]),
        .init(.property("email"), 0.55, ["emailadresse", "mailadresse", "kundenemail"]),
        .init(.property("phone"), 0.55, ["telefon", "telefonnummer", "handynummer", "mobilnummer"]),
        .init(.property("phone"), 1, ["handy", "mobil", "mobiltelefon", "rufnummer"]),
        .init(.property("level"), 1, ["kundenstufe", "kundenstatus"]),
        .init(.property("status"), 1, ["bestellstatus", "auftragsstatus"]),
        .init(.property("channel"), 1, ["kanal", "quelle", "vertriebskanal", "herkunft"]),
        .init(.property("payment_method"), 1, ["zahlungsart", "zahlungsmethode", "zahlungsweise"]),
        .init(.property("shipping"), 1, ["versand", "versandkosten", "porto"]),
        .init(.property("discount"), 1, ["rabatt", "nachlass", "rabattbetrag"]),
        .init(.property("store"), 1, ["filiale", "laden", "geschaft"]),
    ]
}
