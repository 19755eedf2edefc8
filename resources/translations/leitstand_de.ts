<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="de_DE">
<context>
    <name>AnnotationController</name>
    <message numerus="yes">
        <source>%n Notiz(en) gelöscht.</source>
        <translation>
            <numerusform>%n Notiz gelöscht.</numerusform>
            <numerusform>%n Notizen gelöscht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnnotationsView</name>
    <message numerus="yes">
        <source>%n Notiz(en)</source>
        <translation>
            <numerusform>%n Notiz</numerusform>
            <numerusform>%n Notizen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Notiz(en) in {file} geschrieben.</source>
        <translation>
            <numerusform>%n Notiz in {file} geschrieben.</numerusform>
            <numerusform>%n Notizen in {file} geschrieben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BackTestPlot</name>
    <message numerus="yes">
        <source>%n Alarm(e) ab {when}, {length}</source>
        <translation>
            <numerusform>%n Alarm ab {when}, {length}</numerusform>
            <numerusform>%n Alarme ab {when}, {length}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Bench</name>
    <message numerus="yes">
        <source>%n Tage</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Die letzten %n Tage prüfen</source>
        <translation>
            <numerusform>Den letzten Tag prüfen</numerusform>
            <numerusform>Die letzten %n Tage prüfen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BrowserPanel</name>
    <message numerus="yes">
        <source>%n Knoten gewählt</source>
        <translation>
            <numerusform>%n Knoten gewählt</numerusform>
            <numerusform>%n Knoten gewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangesTree</name>
    <message numerus="yes">
        <source>… und %n weitere Regel(n)</source>
        <translation>
            <numerusform>… und %n weitere Regel</numerusform>
            <numerusform>… und %n weitere Regeln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommentDialog</name>
    <message numerus="yes">
        <source>%n Alarm(e) quittieren</source>
        <translation>
            <numerusform>%n Alarm quittieren</numerusform>
            <numerusform>%n Alarme quittieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Behebung von %n Alarm(en) bestätigen</source>
        <translation>
            <numerusform>Behebung von %n Alarm bestätigen</numerusform>
            <numerusform>Behebung von %n Alarmen bestätigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kommentar zu %n Alarm(en)</source>
        <translation>
            <numerusform>Kommentar zu %n Alarm</numerusform>
            <numerusform>Kommentar zu %n Alarmen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataDetails</name>
    <message numerus="yes">
        <source>%n Datei(en)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DraftsPanel</name>
    <message numerus="yes">
        <source>%n Datenpunkt(e) anlegen</source>
        <translation>
            <numerusform>%n Datenpunkt anlegen</numerusform>
            <numerusform>%n Datenpunkte anlegen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Zeile(n) brauchen noch eine Angabe; die übrigen lassen sich schon anlegen.</source>
        <translation>
            <numerusform>%n Zeile braucht noch eine Angabe; die übrigen lassen sich schon anlegen.</numerusform>
            <numerusform>%n Zeilen brauchen noch eine Angabe; die übrigen lassen sich schon anlegen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InspectorView</name>
    <message numerus="yes">
        <source>%n Datenpunkt(e) in die Zwischenablage kopiert.</source>
        <translation>
            <numerusform>%n Datenpunkt in die Zwischenablage kopiert.</numerusform>
            <numerusform>%n Datenpunkte in die Zwischenablage kopiert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JournalView</name>
    <message numerus="yes">
        <source>%n Zeile(n)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KpiView</name>
    <message numerus="yes">
        <source>%n Meldung(en)</source>
        <translation>
            <numerusform>%n Meldung</numerusform>
            <numerusform>%n Meldungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelDialog</name>
    <message numerus="yes">
        <source>Gespeichert: „{0}“, %n Seite(n). Bitte in voller Größe drucken.</source>
        <translation>
            <numerusform>Gespeichert: „{0}“, %n Seite. Bitte in voller Größe drucken.</numerusform>
            <numerusform>Gespeichert: „{0}“, %n Seiten. Bitte in voller Größe drucken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An den Drucker gegeben: %n Seite(n).</source>
        <translation>
            <numerusform>An den Drucker gegeben: %n Seite.</numerusform>
            <numerusform>An den Drucker gegeben: %n Seiten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LayerDetails</name>
    <message numerus="yes">
        <source>%n Hinweis(e)</source>
        <translation>
            <numerusform>%n Hinweis</numerusform>
            <numerusform>%n Hinweise</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogbookController</name>
    <message numerus="yes">
        <source>%n Eintrag/Einträge erledigt.</source>
        <translation>
            <numerusform>%n Eintrag erledigt.</numerusform>
            <numerusform>%n Einträge erledigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Eintrag/Einträge sind wieder offen.</source>
        <translation>
            <numerusform>%n Eintrag ist wieder offen.</numerusform>
            <numerusform>%n Einträge sind wieder offen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Eintrag/Einträge gelöscht.</source>
        <translation>
            <numerusform>%n Eintrag gelöscht.</numerusform>
            <numerusform>%n Einträge gelöscht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogbookView</name>
    <message numerus="yes">
        <source>%n Eintrag/Einträge</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Eintrag/Einträge in {file} geschrieben.</source>
        <translation>
            <numerusform>%n Eintrag in {file} geschrieben.</numerusform>
            <numerusform>%n Einträge in {file} geschrieben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManyPoints</name>
    <message numerus="yes">
        <source>%n Datenpunkt(e) ausgewählt</source>
        <translation>
            <numerusform>%n Datenpunkt ausgewählt</numerusform>
            <numerusform>%n Datenpunkte ausgewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessagesPanel</name>
    <message numerus="yes">
        <source>%n Nachricht(en)</source>
        <translation>
            <numerusform>%n Nachricht</numerusform>
            <numerusform>%n Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Nachricht(en) geschrieben.</source>
        <translation>
            <numerusform>%n Nachricht geschrieben.</numerusform>
            <numerusform>%n Nachrichten geschrieben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OrderDialog</name>
    <message numerus="yes">
        <source>… und %n weitere(r)</source>
        <translation>
            <numerusform>… und %n weiterer</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PartsPanel</name>
    <message numerus="yes">
        <source>%n Zeile(n) in {file} geschrieben.</source>
        <translation>
            <numerusform>%n Zeile in {file} geschrieben.</numerusform>
            <numerusform>%n Zeilen in {file} geschrieben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemoveDialog</name>
    <message numerus="yes">
        <source>%n Alarm(e) außer Betrieb nehmen</source>
        <translation>
            <numerusform>%n Alarm außer Betrieb nehmen</numerusform>
            <numerusform>%n Alarme außer Betrieb nehmen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleActs</name>
    <message numerus="yes">
        <source>%n Regel(n) entfernen</source>
        <translation>
            <numerusform>%n Regel entfernen</numerusform>
            <numerusform>%n Regeln entfernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Regel(n) auf das Profil zurücksetzen</source>
        <translation>
            <numerusform>%n Regel auf das Profil zurücksetzen</numerusform>
            <numerusform>%n Regeln auf das Profil zurücksetzen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message numerus="yes">
        <source>Noch %n Angabe(n) zu klären</source>
        <translation>
            <numerusform>Noch %n Angabe zu klären</numerusform>
            <numerusform>Noch %n Angaben zu klären</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesBar</name>
    <message numerus="yes">
        <source>%n Wartungsfenster, noch {span}</source>
        <translation>
            <numerusform>%n Wartungsfenster, noch {span}</numerusform>
            <numerusform>%n Wartungsfenster, noch {span}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScopeChooser</name>
    <message numerus="yes">
        <source>%n Datenpunkt(e)</source>
        <translation>
            <numerusform>%n Datenpunkt</numerusform>
            <numerusform>%n Datenpunkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Regel(n)</source>
        <translation>
            <numerusform>%n Regel</numerusform>
            <numerusform>%n Regeln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message numerus="yes">
        <source>%n Regel(n) in {file} geschrieben.</source>
        <translation>
            <numerusform>%n Regel in {file} geschrieben.</numerusform>
            <numerusform>%n Regeln in {file} geschrieben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShelveDialog</name>
    <message numerus="yes">
        <source>%n Alarm(e) zurückstellen</source>
        <translation>
            <numerusform>%n Alarm zurückstellen</numerusform>
            <numerusform>%n Alarme zurückstellen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourcesTable</name>
    <message numerus="yes">
        <source>%n Quelle(n) geschrieben.</source>
        <translation>
            <numerusform>%n Quelle geschrieben.</numerusform>
            <numerusform>%n Quellen geschrieben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrendActs</name>
    <message numerus="yes">
        <source>%n Kurve(n) dieses Kurvenblatts gibt es nicht mehr.</source>
        <translation>
            <numerusform>%n Kurve dieses Kurvenblatts fehlt: Ihren Datenpunkt gibt es nicht mehr.</numerusform>
            <numerusform>%n Kurven dieses Kurvenblatts fehlen: Ihre Datenpunkte gibt es nicht mehr.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrendExporter</name>
    <message numerus="yes">
        <source>%n Zeile(n) liegen in der Zwischenablage.</source>
        <translation>
            <numerusform>%n Zeile liegt in der Zwischenablage.</numerusform>
            <numerusform>%n Zeilen liegen in der Zwischenablage.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhyDialog</name>
    <message numerus="yes">
        <source>… und %n weitere</source>
        <translation>
            <numerusform>… und %n weitere</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alarms</name>
    <message numerus="yes">
        <source>%n Alarm(e) in {file} geschrieben.</source>
        <translation>
            <numerusform>%n Alarm in {file} geschrieben.</numerusform>
            <numerusform>%n Alarme in {file} geschrieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Zeile(n) in {file} geschrieben.</source>
        <translation>
            <numerusform>%n Zeile in {file} geschrieben.</numerusform>
            <numerusform>%n Zeilen in {file} geschrieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n-mal</source>
        <translation>
            <numerusform>einmal</numerusform>
            <numerusform>%n-mal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} von %n Alarm(en)</source>
        <translation>
            <numerusform>{shown} von %n Alarm</numerusform>
            <numerusform>{shown} von %n Alarmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Alarm(e)</source>
        <translation>
            <numerusform>%n Alarm</numerusform>
            <numerusform>%n Alarme</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>connections</name>
    <message numerus="yes">
        <source>läuft in %n Tag(en) ab</source>
        <translation>
            <numerusform>läuft in %n Tag ab</numerusform>
            <numerusform>läuft in %n Tagen ab</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>exporting</name>
    <message numerus="yes">
        <source>%n Datensatz/Datensätze</source>
        <translation>
            <numerusform>%n Datensatz</numerusform>
            <numerusform>%n Datensätze</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kpis</name>
    <message numerus="yes">
        <source>%n Meldung(en)</source>
        <translation>
            <numerusform>%n Meldung</numerusform>
            <numerusform>%n Meldungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>points</name>
    <message numerus="yes">
        <source>%n auffällig</source>
        <translation>
            <numerusform>%n auffällig</numerusform>
            <numerusform>%n auffällig</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rule_editor</name>
    <message numerus="yes">
        <source>%n Lücke(n), die längste {longest}</source>
        <translation>
            <numerusform>%n Lücke, die längste {longest}</numerusform>
            <numerusform>%n Lücken, die längste {longest}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n neu</source>
        <translation>
            <numerusform>%n neu</numerusform>
            <numerusform>%n neu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entfällt</source>
        <translation>
            <numerusform>%n entfällt</numerusform>
            <numerusform>%n entfallen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiles</name>
    <message numerus="yes">
        <source>+ %n weitere</source>
        <translation>
            <numerusform>+ %n weitere</numerusform>
            <numerusform>+ %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Datenpunkt(e)</source>
        <translation>
            <numerusform>%n Datenpunkt</numerusform>
            <numerusform>%n Datenpunkte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twin</name>
    <message numerus="yes">
        <source>%n Objekt(e)</source>
        <translation>
            <numerusform>%n Objekt</numerusform>
            <numerusform>%n Objekte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Punkt(e)</source>
        <translation>
            <numerusform>%n Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Höhe(n)</source>
        <translation>
            <numerusform>%n Höhe</numerusform>
            <numerusform>%n Höhen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Bildpunkt(e)</source>
        <translation>
            <numerusform>%n Bildpunkt</numerusform>
            <numerusform>%n Bildpunkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Foto(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Leitung(en) und Mast(en)</source>
        <translation>
            <numerusform>%n Leitung oder Mast</numerusform>
            <numerusform>%n Leitungen und Masten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Dreieck(e)</source>
        <translation>
            <numerusform>%n Dreieck</numerusform>
            <numerusform>%n Dreiecke</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>why</name>
    <message numerus="yes">
        <source>In den letzten 90 Tagen %n-mal</source>
        <translation>
            <numerusform>In den letzten 90 Tagen einmal</numerusform>
            <numerusform>In den letzten 90 Tagen %n-mal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>und %n weitere Alarm(e)</source>
        <translation>
            <numerusform>und %n weiterer Alarm</numerusform>
            <numerusform>und %n weitere Alarme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>±10 min um {moment}; %n Nachbarpunkt(e) angesehen</source>
        <translation>
            <numerusform>±10 min um {moment}; %n Nachbarpunkt angesehen</numerusform>
            <numerusform>±10 min um {moment}; %n Nachbarpunkte angesehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ebenso %n weitere</source>
        <translation>
            <numerusform>ebenso %n weiterer</numerusform>
            <numerusform>ebenso %n weitere</numerusform>
        </translation>
    </message>
</context>
</TS>
