<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="de_DE">
<context>
    <name></name>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Als Vorlage für einen neuen Datensatz</source>
        <translation>As a template for a new record</translation>
    </message>
    <message>
        <source>Gemeinsam ändern …</source>
        <translation>Change together …</translation>
    </message>
    <message>
        <source>Auf der Karte zeigen</source>
        <translation>Show on the map</translation>
    </message>
    <message>
        <source>Im Zwilling zeigen</source>
        <translation>Show in the twin</translation>
    </message>
    <message>
        <source>Verläufe zeigen</source>
        <translation>Show trends</translation>
    </message>
    <message>
        <source>Schrank zeigen</source>
        <translation>Show rack</translation>
    </message>
    <message>
        <source>Grundriss zeigen</source>
        <translation>Show floor plan</translation>
    </message>
    <message>
        <source>Weg verfolgen</source>
        <translation>Trace path</translation>
    </message>
    <message>
        <source>Was hängt daran?</source>
        <translation>What depends on it?</translation>
    </message>
    <message>
        <source>Im Netzplan zeigen</source>
        <translation>Show in the network diagram</translation>
    </message>
    <message>
        <source>Schulkarte zeigen</source>
        <translation>Show school card</translation>
    </message>
    <message>
        <source>Verleihen …</source>
        <translation>Lend …</translation>
    </message>
    <message>
        <source>Im Zwilling setzen …</source>
        <translation>Place in the twin …</translation>
    </message>
    <message>
        <source>Datenpunkte zuordnen …</source>
        <translation>Bind points …</translation>
    </message>
    <message>
        <source>Inventur hier beginnen</source>
        <translation>Begin a stocktake here</translation>
    </message>
    <message>
        <source>Etiketten drucken …</source>
        <translation>Print labels …</translation>
    </message>
    <message>
        <source>Verlauf der Änderungen</source>
        <translation>History of changes</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Löschen …</source>
        <translation>Delete …</translation>
    </message>
</context>
<context>
    <name>AboutCapsuleDialog</name>
    <message>
        <source>Über diese Vorfallkapsel</source>
        <translation>About this incident capsule</translation>
    </message>
    <message>
        <source>Übersicht</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>Was die Schicht getan hat</source>
        <translation>What the shift did</translation>
    </message>
    <message>
        <source>Zeit</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Handlungen</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Schichtbuch</source>
        <translation>Shift logbook</translation>
    </message>
    <message>
        <source>Bild: {0}</source>
        <translation>Picture: {0}</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>ja</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>nein, Rollen stehen für sie</source>
        <translation>no, roles stand in for them</translation>
    </message>
    <message>
        <source>Stadt</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Vorfall</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>Aufgezeichnet</source>
        <translation>Recorded</translation>
    </message>
    <message>
        <source>Anlass</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Gesichert von</source>
        <translation>Saved by</translation>
    </message>
    <message>
        <source>Namen von Personen</source>
        <translation>Names of people</translation>
    </message>
    <message>
        <source>Programm</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>Datenpunkte</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Messwerte</source>
        <translation>Samples</translation>
    </message>
    <message>
        <source>Zeilen im Journal</source>
        <translation>Journal rows</translation>
    </message>
    <message>
        <source>Notizen</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>{0} Datenpunkte nur in Minuten: Die Messwerte waren schon gelöscht.</source>
        <translation>{0} points in minutes only: the samples had already been deleted.</translation>
    </message>
    <message>
        <source>Auflösung</source>
        <translation>Resolution</translation>
    </message>
    <message>
        <source>Vorbehalt</source>
        <translation>Caveat</translation>
    </message>
</context>
<context>
    <name>AcceptDialog</name>
    <message>
        <source>0 bis 100 Punkte; gezählt wird, was für die Zuordnung spricht.</source>
        <translation>0 to 100 points; what counts is what speaks for the match.</translation>
    </message>
    <message>
        <source>Ankreuzen ab</source>
        <translation>Tick from</translation>
    </message>
    <message>
        <source>Gerät im Profil</source>
        <translation>Device in the profile</translation>
    </message>
    <message>
        <source>Datensatz</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Bewertung</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Begründung</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Zuordnen</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>{0} Geräte zuordnen</source>
        <translation>Assign {0} devices</translation>
    </message>
</context>
<context>
    <name>AlarmBar</name>
    <message>
        <source>Wählen Sie Alarme aus, die noch nicht quittiert sind.</source>
        <translation>Select alarms that have not been acknowledged yet.</translation>
    </message>
    <message>
        <source>Ausgewählte Alarme quittieren (Leertaste)</source>
        <translation>Acknowledge the selected alarms (Space)</translation>
    </message>
    <message>
        <source>Filtern: Datenpunkt, Ort, Meldung …</source>
        <translation>Filter: point, place, message …</translation>
    </message>
    <message>
        <source>Alarme filtern</source>
        <translation>Filter alarms</translation>
    </message>
    <message>
        <source>Alle Wörter müssen vorkommen; ß und ss, ä und ae gelten gleich. Strg+F</source>
        <translation>All words must occur; ß equals ss, ä equals ae. Ctrl+F</translation>
    </message>
    <message>
        <source>Quittieren</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <source>Ausgewählte Alarme quittieren</source>
        <translation>Acknowledge the selected alarms</translation>
    </message>
    <message>
        <source>Mit Kommentar …</source>
        <translation>With comment …</translation>
    </message>
    <message>
        <source>Ausgewählte Alarme mit Kommentar quittieren</source>
        <translation>Acknowledge the selected alarms with a comment</translation>
    </message>
    <message>
        <source>Ausgewählte Alarme quittieren und dazu etwas schreiben (Strg+Leertaste)</source>
        <translation>Acknowledge the selected alarms and write something about them (Ctrl+Space)</translation>
    </message>
    <message>
        <source>Wählen Sie Alarme aus, die zurückgestellt werden.</source>
        <translation>Select alarms that are to be shelved.</translation>
    </message>
    <message>
        <source>Ausgewählte Alarme für eine Weile zurückstellen (Umschalt+Z)</source>
        <translation>Shelve the selected alarms for a while (Shift+Z)</translation>
    </message>
    <message>
        <source>Ausgewählte Alarme zurückstellen</source>
        <translation>Shelve the selected alarms</translation>
    </message>
    <message>
        <source>Zurückstellen …</source>
        <translation>Shelve …</translation>
    </message>
    <message>
        <source>Nicht quittiert</source>
        <translation>Unacknowledged</translation>
    </message>
    <message>
        <source>Nur Alarme zeigen, die noch niemand quittiert hat</source>
        <translation>Show only alarms that nobody has acknowledged yet</translation>
    </message>
</context>
<context>
    <name>AlarmBell</name>
    <message>
        <source>Neuer kritischer Alarm in der Gegenwart: {0}</source>
        <translation>New critical alarm in the present: {0}</translation>
    </message>
    <message>
        <source>{0} neue kritische Alarme in der Gegenwart, zuletzt: {1}</source>
        <translation>{0} new critical alarms in the present, the latest: {1}</translation>
    </message>
    <message>
        <source>Zur Gegenwart</source>
        <translation>Go to the present</translation>
    </message>
</context>
<context>
    <name>AlarmLine</name>
    <message>
        <source>Quittieren</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <source>Alarm „{name}“ quittieren</source>
        <translation>Acknowledge the alarm “{name}”</translation>
    </message>
</context>
<context>
    <name>AlarmListView</name>
    <message>
        <source>Die Alarme sind noch nicht geladen.</source>
        <translation>The alarms have not been loaded yet.</translation>
    </message>
    <message>
        <source>Als CSV exportieren</source>
        <translation>Export as CSV</translation>
    </message>
    <message>
        <source>Alarme</source>
        <translation>Alarms</translation>
    </message>
</context>
<context>
    <name>AlarmStrip</name>
    <message>
        <source>Quittieren</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <source>Alarme</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>Alarm „{name}“ quittieren</source>
        <translation>Acknowledge the alarm “{name}”</translation>
    </message>
    <message>
        <source>Alle Alarme sind quittiert.</source>
        <translation>All alarms are acknowledged.</translation>
    </message>
    <message>
        <source>Alarmlage unbekannt: Die Datenerfassung antwortet nicht.</source>
        <translation>Alarm state unknown: the collector does not answer.</translation>
    </message>
    <message>
        <source>Alarmlage unbekannt</source>
        <translation>Alarm state unknown</translation>
    </message>
    <message>
        <source>Kein Alarm steht an.</source>
        <translation>No alarm is active.</translation>
    </message>
    <message>
        <source>Kein Alarm</source>
        <translation>No alarm</translation>
    </message>
</context>
<context>
    <name>AlarmTabs</name>
    <message>
        <source>Wonach die Alarme gruppiert sind</source>
        <translation>What the alarms are grouped by</translation>
    </message>
    <message>
        <source>Gruppieren: {0}</source>
        <translation>Group: {0}</translation>
    </message>
    <message>
        <source>Alle aufklappen</source>
        <translation>Expand all</translation>
    </message>
    <message>
        <source>Alle zuklappen</source>
        <translation>Collapse all</translation>
    </message>
</context>
<context>
    <name>AnalysisView</name>
    <message>
        <source>Die Auswertung wurde abgebrochen.</source>
        <translation>The analysis was cancelled.</translation>
    </message>
    <message>
        <source>Die Historie kann gerade nicht gelesen werden: %1</source>
        <translation>The history cannot be read at the moment: %1</translation>
    </message>
    <message>
        <source>Erneut auswerten</source>
        <translation>Analyse again</translation>
    </message>
    <message>
        <source>Hier wird ausgewertet, was in den Verläufen zu sehen ist.</source>
        <translation>What the trends show is analysed here.</translation>
    </message>
    <message>
        <source>Der Zeitraum liegt in der Zukunft; Messwerte gibt es noch keine.</source>
        <translation>This range lies in the future; there are no samples yet.</translation>
    </message>
    <message>
        <source>In diesem Zeitraum gibt es keine Daten.</source>
        <translation>There is no data in this range.</translation>
    </message>
    <message>
        <source>In diesem Zeitraum gibt es keine Daten. Daten gibt es seit %1.</source>
        <translation>There is no data in this range. There is data since %1.</translation>
    </message>
    <message>
        <source>Dorthin</source>
        <translation>Go there</translation>
    </message>
    <message>
        <source>Auswertung</source>
        <translation>Analysis</translation>
    </message>
    <message>
        <source>Auswertungen</source>
        <translation>Analyses</translation>
    </message>
    <message>
        <source>Speichern</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Auswertung speichern oder kopieren</source>
        <translation>Save or copy the analysis</translation>
    </message>
    <message>
        <source>Werte kopieren</source>
        <translation>Copy values</translation>
    </message>
    <message>
        <source>Bild kopieren</source>
        <translation>Copy picture</translation>
    </message>
    <message>
        <source>Als Tabelle speichern …</source>
        <translation>Save as a table …</translation>
    </message>
    <message>
        <source>Als Bild speichern …</source>
        <translation>Save as a picture …</translation>
    </message>
</context>
<context>
    <name>AnnotationController</name>
    <message>
        <source>Diese Notiz gibt es nicht mehr.</source>
        <translation>This note does not exist any more.</translation>
    </message>
    <message>
        <source>Die Notiz wurde geschrieben.</source>
        <translation>The note was written.</translation>
    </message>
    <message>
        <source>Die Notiz wurde geändert.</source>
        <translation>The note was changed.</translation>
    </message>
    <message numerus="yes">
        <source>%n Notiz(en) gelöscht.</source>
        <translation>
            <numerusform>%n note deleted.</numerusform>
            <numerusform>%n notes deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnnotationDialog</name>
    <message>
        <source>Notiz schreiben</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>Notiz bearbeiten</source>
        <translation>Edit note</translation>
    </message>
    <message>
        <source>Was ist geschehen, was ist bekannt?</source>
        <translation>What happened, what is known?</translation>
    </message>
    <message>
        <source>Text der Notiz</source>
        <translation>Text of the note</translation>
    </message>
    <message>
        <source>Zeitpunkt oder Beginn</source>
        <translation>Moment or beginning</translation>
    </message>
    <message>
        <source>leer: nur dieser Zeitpunkt</source>
        <translation>empty: this moment only</translation>
    </message>
    <message>
        <source>Ende</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Von</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Bis</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Die Notiz ist nicht gespeichert. Nochmals abbrechen verwirft sie.</source>
        <translation>The note is not saved. Cancelling again discards it.</translation>
    </message>
    <message>
        <source>Das Ende liegt vor dem Beginn.</source>
        <translation>The end lies before the beginning.</translation>
    </message>
</context>
<context>
    <name>AnnotationsView</name>
    <message numerus="yes">
        <source>%n Notiz(en)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message>
        <source>Noch keine Notizen. Was Sie hier festhalten, steht auch in den Verläufen.</source>
        <translation>No notes yet. What you write down here is shown in the trends too.</translation>
    </message>
    <message>
        <source>Notiz schreiben</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>Keine Notiz passt zu diesen Wörtern und dieser Auswahl.</source>
        <translation>No note matches these words and this selection.</translation>
    </message>
    <message numerus="yes">
        <source>%n Notiz(en) in {file} geschrieben.</source>
        <translation>
            <numerusform>%n note written to {file}.</numerusform>
            <numerusform>%n notes written to {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>In Notizen suchen …</source>
        <translation>Search notes …</translation>
    </message>
    <message>
        <source>In Notizen suchen</source>
        <translation>Search notes</translation>
    </message>
    <message>
        <source>Nur Auswahl</source>
        <translation>Selection only</translation>
    </message>
    <message>
        <source>Nur Notizen zu den ausgewählten Datenpunkten</source>
        <translation>Only notes about the selected points</translation>
    </message>
    <message>
        <source>Neue Notiz</source>
        <translation>New note</translation>
    </message>
    <message>
        <source>Notizen</source>
        <translation>Notes</translation>
    </message>
</context>
<context>
    <name>AskDialog</name>
    <message>
        <source>Geräte fragen</source>
        <translation>Ask devices</translation>
    </message>
    <message>
        <source>Was die Geräte von sich selbst sagen</source>
        <translation>What the devices say about themselves</translation>
    </message>
    <message>
        <source>Gefragt wird mit SNMP, nur lesend. Angehakt ist, wo im Bestand noch nichts steht; wo sich beide widersprechen, entscheiden Sie.</source>
        <translation>Devices are asked with SNMP, reading only. Ticked is what the inventory does not hold yet; where the two disagree, you decide.</translation>
    </message>
    <message>
        <source>Gerät</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>Ergebnis</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Antworten der Geräte</source>
        <translation>Answers of the devices</translation>
    </message>
    <message>
        <source>wird gefragt …</source>
        <translation>being asked …</translation>
    </message>
    <message>
        <source>Übernehmen</source>
        <translation>Apply</translation>
    </message>
    <message>
        <source>Nicht weiter fragen</source>
        <translation>Stop asking</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>nicht mehr gefragt</source>
        <translation>no longer asked</translation>
    </message>
    <message>
        <source>Der Bestand lässt sich nicht lesen. {0}</source>
        <translation>The inventory cannot be read. {0}</translation>
    </message>
    <message>
        <source>Den Datensatz gibt es nicht mehr.</source>
        <translation>The record no longer exists.</translation>
    </message>
    <message>
        <source>Gefragt um {0}</source>
        <translation>Asked at {0}</translation>
    </message>
    <message>
        <source>{0} Unterschiede</source>
        <translation>{0} differences</translation>
    </message>
    <message>
        <source>Alles stimmt überein.</source>
        <translation>Everything agrees.</translation>
    </message>
    <message>
        <source>Gleich: {0}</source>
        <translation>Same: {0}</translation>
    </message>
    <message>
        <source>{0} von {1} Geräten haben geantwortet, {2} nicht</source>
        <translation>{0} of {1} devices have answered, {2} have not</translation>
    </message>
    <message>
        <source>{0} Angaben übernehmen</source>
        <translation>Apply {0} details</translation>
    </message>
    <message>
        <source>Nichts wurde geändert. {0}</source>
        <translation>Nothing was changed. {0}</translation>
    </message>
    <message>
        <source>Nichts wurde geändert: {0} Datensätze wurden inzwischen geändert und sind neu verglichen. Bitte sehen Sie noch einmal hin.</source>
        <translation>Nothing was changed: {0} records were changed meanwhile and have been compared anew. Please look again.</translation>
    </message>
</context>
<context>
    <name>AssetDialog</name>
    <message>
        <source>Gerät setzen</source>
        <translation>Place a device</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Ort</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Angebracht an</source>
        <translation>Attached to</translation>
    </message>
    <message>
        <source>Im Foto</source>
        <translation>In the photograph</translation>
    </message>
    <message>
        <source>Notiz</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Setzen</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Bitte geben Sie dem Gerät einen Namen.</source>
        <translation>Please give the device a name.</translation>
    </message>
</context>
<context>
    <name>AssetsPanel</name>
    <message>
        <source>In den Bestand übernehmen</source>
        <translation>Add to the inventory</translation>
    </message>
    <message>
        <source>Gesetzt von {0} am {1}.</source>
        <translation>Placed by {0} on {1}.</translation>
    </message>
    <message>
        <source>Steht im Bestand.</source>
        <translation>Is in the inventory.</translation>
    </message>
    <message>
        <source>Noch nichts gesetzt. Wählen Sie „Gerät setzen“ und klicken Sie in das Foto oder auf ein Gebäude.</source>
        <translation>Nothing has been placed yet. Choose “Place a device”, then click in the photograph or on a building.</translation>
    </message>
    <message>
        <source>Gerät setzen</source>
        <translation>Place a device</translation>
    </message>
    <message>
        <source>Der nächste Klick ins Bild setzt ein Gerät</source>
        <translation>The next click in the picture places a device</translation>
    </message>
    <message>
        <source>Das zuletzt entfernte Gerät zurückholen (Strg+Z)</source>
        <translation>Bring back the device removed last (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Alle gesetzten Geräte als CSV oder GeoJSON schreiben</source>
        <translation>Write all placed devices as CSV or GeoJSON</translation>
    </message>
    <message>
        <source>In den Bestand</source>
        <translation>To the inventory</translation>
    </message>
    <message>
        <source>Alle gesetzten Geräte, die noch nicht im Bestand stehen, dort anlegen; ein einzelnes über das Kontextmenü der Liste</source>
        <translation>Adds all placed devices that are not in the inventory yet; a single one by the context menu of the list</translation>
    </message>
    <message>
        <source>Gesetzte Geräte</source>
        <translation>Placed devices</translation>
    </message>
</context>
<context>
    <name>AuditPane</name>
    <message>
        <source>Der Bestand lässt sich gerade nicht lesen. {0}</source>
        <translation>The inventory cannot be read at the moment. {0}</translation>
    </message>
    <message>
        <source>Inventur {0}</source>
        <translation>Stocktake {0}</translation>
    </message>
    <message>
        <source>Dieser Code gehört zu keinem Ort. Bitte scannen Sie den Code eines Ortes.</source>
        <translation>This code belongs to no place. Please scan the code of a place.</translation>
    </message>
    <message>
        <source>{0} Codes</source>
        <translation>{0} codes</translation>
    </message>
    <message>
        <source>Der Zwischenstand ließ sich nicht speichern: {0}</source>
        <translation>The progress so far could not be saved: {0}</translation>
    </message>
    <message>
        <source>Die Inventur ist abgeschlossen. Ihr Bericht steht unter „Bisherige“.</source>
        <translation>The stocktake is finished. Its report is under “Previous”.</translation>
    </message>
    <message>
        <source>Ein Gerät wurde inzwischen geändert. Bitte schließen Sie noch einmal ab.</source>
        <translation>An asset has been changed in the meantime. Please finish once more.</translation>
    </message>
</context>
<context>
    <name>BackTestPlot</name>
    <message>
        <source>Verlauf mit Grenze und Alarmen</source>
        <translation>Trend with limit and alarms</translation>
    </message>
    <message>
        <source>Grenze: ziehen, um sie zu ändern</source>
        <translation>Limit: drag it to change it</translation>
    </message>
    <message numerus="yes">
        <source>%n Alarm(e) ab {when}, {length}</source>
        <translation>
            <numerusform>%n alarm from {when}, {length}</numerusform>
            <numerusform>%n alarms from {when}, {length}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BaselineDialog</name>
    <message>
        <source>Basisplan festhalten</source>
        <translation>Keep baseline</translation>
    </message>
    <message>
        <source>Die Termine, wie sie jetzt stehen, werden festgehalten. Spätere Änderungen sehen Sie dann als Abweichung davon.</source>
        <translation>The dates as they stand now are kept. Later changes will be shown as differences from them.</translation>
    </message>
    <message>
        <source>Gremium oder Rolle, etwa „Lenkungskreis“</source>
        <translation>Body or role, such as “steering committee”</translation>
    </message>
    <message>
        <source>Alle Projekte</source>
        <translation>All projects</translation>
    </message>
    <message>
        <source>Festhalten</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Freigegeben durch</source>
        <translation>Approved by</translation>
    </message>
    <message>
        <source>Umfang</source>
        <translation>Scope</translation>
    </message>
</context>
<context>
    <name>Bench</name>
    <message>
        <source>Der Rücktest wurde abgebrochen.</source>
        <translation>The back-test was cancelled.</translation>
    </message>
    <message>
        <source>Noch einmal</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>In dieser Zeit ist von diesem Datenpunkt nichts aufgezeichnet.</source>
        <translation>Nothing of this point was recorded during this time.</translation>
    </message>
    <message>
        <source>Noch keine Grenze: Ein Klick in das Bild setzt sie.</source>
        <translation>No limit yet: a click into the picture sets it.</translation>
    </message>
    <message>
        <source>Die Historie lässt sich nicht lesen: {0}</source>
        <translation>The history cannot be read: {0}</translation>
    </message>
    <message>
        <source>Die Regel ist neu: Es gibt nichts zu vergleichen.</source>
        <translation>The rule is new: there is nothing to compare.</translation>
    </message>
    <message>
        <source>Beide Regeln melden dieselben Ereignisse.</source>
        <translation>Both rules report the same events.</translation>
    </message>
    <message>
        <source>Unterschiede speichern</source>
        <translation>Save differences</translation>
    </message>
    <message>
        <source>Die Datei lässt sich nicht schreiben: {0}</source>
        <translation>The file cannot be written: {0}</translation>
    </message>
    <message>
        <source>Gespeichert: {0}</source>
        <translation>Saved: {0}</translation>
    </message>
    <message>
        <source>Was hätte die Regel gebracht?</source>
        <translation>What would the rule have done?</translation>
    </message>
    <message numerus="yes">
        <source>%n Tage</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Die letzten %n Tage prüfen</source>
        <translation>
            <numerusform>Check the last %n day</numerusform>
            <numerusform>Check the last %n days</numerusform>
        </translation>
    </message>
    <message>
        <source>Was ändert sich?</source>
        <translation>What changes?</translation>
    </message>
    <message>
        <source>Als CSV speichern</source>
        <translation>Save as CSV</translation>
    </message>
    <message>
        <source>Ganze Zeit</source>
        <translation>Whole time</translation>
    </message>
    <message>
        <source>Die ganze Zeit zeigen (Pos1)</source>
        <translation>Show the whole time (Home)</translation>
    </message>
    <message>
        <source>Kennzahlen beider Regeln</source>
        <translation>Figures of both rules</translation>
    </message>
    <message>
        <source>Alarme, die entfallen oder neu sind</source>
        <translation>Alarms that disappear or are new</translation>
    </message>
</context>
<context>
    <name>BindDialog</name>
    <message>
        <source>Datenpunkte zuordnen</source>
        <translation>Assign points</translation>
    </message>
    <message>
        <source>Gerät, Ort oder Art suchen</source>
        <translation>Search device, place or kind</translation>
    </message>
    <message>
        <source>Geräte suchen</source>
        <translation>Search devices</translation>
    </message>
    <message>
        <source>Geräte im Profil</source>
        <translation>Devices in the profile</translation>
    </message>
    <message>
        <source>Datenpunkte des Geräts</source>
        <translation>Points of the device</translation>
    </message>
    <message>
        <source>Zuordnen</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>Lösen</source>
        <translation>Detach</translation>
    </message>
    <message>
        <source>Der Datensatz hat dann kein Gerät im Profil mehr.</source>
        <translation>The record then has no device in the profile any more.</translation>
    </message>
    <message>
        <source>Gerät fragen …</source>
        <translation>Ask the device …</translation>
    </message>
    <message>
        <source>Fragt das Gerät mit SNMP nach Seriennummer, Modell, Adressen und Nachbarn.</source>
        <translation>Asks the device by SNMP for its serial number, model, addresses and neighbours.</translation>
    </message>
    <message>
        <source>Einzelne Punkte übernehmen</source>
        <translation>Take single points</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Der Bestand lässt sich gerade nicht lesen. {0}</source>
        <translation>The inventory cannot be read at the moment. {0}</translation>
    </message>
    <message>
        <source>Diesen Datensatz gibt es nicht mehr.</source>
        <translation>This record no longer exists.</translation>
    </message>
    <message>
        <source>Das Profil der Stadt hat noch keine Geräte.</source>
        <translation>The city&apos;s profile has no devices yet.</translation>
    </message>
    <message>
        <source>Dieser Datensatz hat noch kein Gerät im Profil.</source>
        <translation>This record has no device in the profile yet.</translation>
    </message>
    <message>
        <source>Gerät im Profil: {0}, mit {1} Datenpunkten.</source>
        <translation>Device in the profile: {0}, with {1} points.</translation>
    </message>
    <message>
        <source>Gerät im Profil: {0}. Das Profil kennt kein Gerät dieses Namens.</source>
        <translation>Device in the profile: {0}. The profile knows no device of this name.</translation>
    </message>
    <message>
        <source>{0} Datenpunkte sind einzeln zugeordnet.</source>
        <translation>{0} points are assigned one by one.</translation>
    </message>
    <message>
        <source>Kein freies Gerät passt von selbst; wählen Sie eines aus der Liste.</source>
        <translation>No free device fits by itself; choose one from the list.</translation>
    </message>
    <message>
        <source>Dieses Gerät hat der Datensatz schon.</source>
        <translation>The record has this device already.</translation>
    </message>
    <message>
        <source>keines</source>
        <translation>none</translation>
    </message>
    <message>
        <source>Es ändert sich: Gerät im Profil, bisher {0}, danach {1}.</source>
        <translation>What changes: device in the profile, {0} so far, {1} afterwards.</translation>
    </message>
    <message>
        <source>„{0}“ gibt es dafür ab.</source>
        <translation>“{0}” gives it up for this.</translation>
    </message>
    <message>
        <source>Oder einzelne Datenpunkte ankreuzen, wenn nicht alle zu ihm gehören:</source>
        <translation>Or tick single points, if not all belong to it:</translation>
    </message>
    <message>
        <source>Wählen Sie ein Gerät, dann stehen hier seine Datenpunkte.</source>
        <translation>Choose a device, then its points stand here.</translation>
    </message>
    <message>
        <source>{0} (kennt das Profil nicht)</source>
        <translation>{0} (not known to the profile)</translation>
    </message>
    <message>
        <source>Gespeichert.</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>Der Datensatz wurde inzwischen geändert; hier ist sein neuer Stand.</source>
        <translation>The record was changed meanwhile; here is its new state.</translation>
    </message>
    <message>
        <source>Nichts wurde geändert. {0}</source>
        <translation>Nothing was changed. {0}</translation>
    </message>
</context>
<context>
    <name>BindingSheet</name>
    <message>
        <source>Jedes Gerät im Profil hat seinen Datensatz.</source>
        <translation>Every device in the profile has its record.</translation>
    </message>
    <message>
        <source>Kein Gerät passt zu dieser Suche.</source>
        <translation>No device matches this search.</translation>
    </message>
    <message>
        <source>Kein Datensatz ist hier offen.</source>
        <translation>No record is open here.</translation>
    </message>
    <message>
        <source>Kein Datensatz passt zu dieser Suche.</source>
        <translation>No record matches this search.</translation>
    </message>
    <message>
        <source>Gerät, Ort oder Art suchen</source>
        <translation>Search device, place or kind</translation>
    </message>
    <message>
        <source>Nummer, Name oder Standort suchen</source>
        <translation>Search number, name or site</translation>
    </message>
    <message>
        <source>Geräte im Profil ohne Datensatz</source>
        <translation>Devices in the profile without a record</translation>
    </message>
    <message>
        <source>Datensätze ohne Datenpunkte</source>
        <translation>Records without points</translation>
    </message>
    <message>
        <source>Alle</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Unbekanntes Gerät</source>
        <translation>Unknown device</translation>
    </message>
    <message>
        <source>Ohne Datenpunkte</source>
        <translation>Without points</translation>
    </message>
    <message>
        <source>Doppelt zugeordnet</source>
        <translation>Assigned twice</translation>
    </message>
    <message>
        <source>Welche Datensätze</source>
        <translation>Which records</translation>
    </message>
    <message>
        <source>Zuordnen</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>Eingabetaste; oder das eine auf das andere ziehen</source>
        <translation>Return; or drag one onto the other</translation>
    </message>
    <message>
        <source>Anlegen …</source>
        <translation>Create …</translation>
    </message>
    <message>
        <source>Legt für jedes links gewählte Gerät einen Datensatz an.</source>
        <translation>Makes a record for each device chosen on the left.</translation>
    </message>
    <message>
        <source>Lösen</source>
        <translation>Detach</translation>
    </message>
    <message>
        <source>Nimmt dem Datensatz sein unbekanntes Gerät.</source>
        <translation>Takes the unknown device from the record.</translation>
    </message>
    <message>
        <source>Geräte fragen …</source>
        <translation>Ask devices …</translation>
    </message>
    <message>
        <source>Fragt Geräte mit SNMP, wer sie sind, und vergleicht sie mit dem Bestand.</source>
        <translation>Asks devices by SNMP who they are, and compares them with the inventory.</translation>
    </message>
</context>
<context>
    <name>BindingsPane</name>
    <message>
        <source>Der Bestand lässt sich gerade nicht lesen. {0}</source>
        <translation>The inventory cannot be read at the moment. {0}</translation>
    </message>
    <message>
        <source>Das Profil der Stadt hat noch keine Geräte.</source>
        <translation>The city&apos;s profile has no devices yet.</translation>
    </message>
    <message>
        <source>Jedes Gerät im Profil hat seinen Datensatz.</source>
        <translation>Every device in the profile has its record.</translation>
    </message>
    <message>
        <source>Punkte doppelt zugeordnet</source>
        <translation>Points assigned twice</translation>
    </message>
    <message>
        <source>Gerät {0} unbekannt</source>
        <translation>Device {0} unknown</translation>
    </message>
    <message>
        <source>ohne Datenpunkte</source>
        <translation>without points</translation>
    </message>
    <message>
        <source>{0} Geräte im Profil, davon {1} mit Datensatz. {2} Datensätze nennen ein unbekanntes Gerät, {3} haben keine Datenpunkte, {4} Datenpunkte sind doppelt zugeordnet.</source>
        <translation>{0} devices in the profile, {1} of them with a record. {2} records name an unknown device, {3} have no points, {4} points are assigned twice.</translation>
    </message>
    <message>
        <source>Geräte im Profil ohne Datensatz ({0})</source>
        <translation>Devices in the profile without a record ({0})</translation>
    </message>
    <message>
        <source>Datensätze ohne Gerät im Profil ({0})</source>
        <translation>Records without a device in the profile ({0})</translation>
    </message>
    <message>
        <source>Vorschläge werden gesucht …</source>
        <translation>Looking for proposals …</translation>
    </message>
    <message>
        <source>Vorschläge ({0}) …</source>
        <translation>Proposals ({0}) …</translation>
    </message>
    <message>
        <source>Zugeordnet wird nur im Live-Betrieb.</source>
        <translation>Assigning is for LIVE only.</translation>
    </message>
    <message>
        <source>Kein Vorschlag. Ziehen Sie das Gerät auf seinen Datensatz.</source>
        <translation>No proposal. Drag the device onto its record.</translation>
    </message>
    <message>
        <source>Zuzuordnen ist nichts: Jedes Gerät im Profil hat seinen Datensatz.</source>
        <translation>There is nothing to assign: each device in the profile has its record.</translation>
    </message>
    <message>
        <source>Wählen Sie links ein Gerät: rechts steht dann zuerst, was passt.</source>
        <translation>Choose a device on the left: what fits then comes first on the right.</translation>
    </message>
    <message>
        <source>{0} gehört nun zu „{1}“. Strg+Z nimmt es zurück.</source>
        <translation>{0} now belongs to “{1}”. Ctrl+Z takes it back.</translation>
    </message>
    <message>
        <source>{0} Zuordnungen gelöst. Strg+Z nimmt es zurück.</source>
        <translation>{0} assignments detached. Ctrl+Z takes it back.</translation>
    </message>
    <message>
        <source>Wird gespeichert …</source>
        <translation>Saving …</translation>
    </message>
    <message>
        <source>Nichts wurde geändert. {0}</source>
        <translation>Nothing was changed. {0}</translation>
    </message>
</context>
<context>
    <name>BoardBar</name>
    <message>
        <source>Arbeitspakete</source>
        <translation>Work items</translation>
    </message>
    <message>
        <source>Projekte nach Zustand</source>
        <translation>Projects by state</translation>
    </message>
    <message>
        <source>Ohne Bahnen</source>
        <translation>No lanes</translation>
    </message>
    <message>
        <source>Bahnen nach Projekt</source>
        <translation>Lanes by project</translation>
    </message>
    <message>
        <source>Bahnen nach Organisation</source>
        <translation>Lanes by organisation</translation>
    </message>
    <message>
        <source>Alle Projekte</source>
        <translation>All projects</translation>
    </message>
    <message>
        <source>Ausgewählte Projekte</source>
        <translation>Selected projects</translation>
    </message>
    <message>
        <source>Alle Organisationen</source>
        <translation>All organisations</translation>
    </message>
    <message>
        <source>Alle Rollen</source>
        <translation>All roles</translation>
    </message>
    <message>
        <source>Neues Arbeitspaket</source>
        <translation>New work item</translation>
    </message>
    <message>
        <source>Neues Projekt</source>
        <translation>New project</translation>
    </message>
    <message>
        <source>Karten durchsuchen</source>
        <translation>Search cards</translation>
    </message>
    <message>
        <source>Grenzen …</source>
        <translation>Limits …</translation>
    </message>
    <message>
        <source>Wie viele Karten höchstens in einer Spalte liegen sollen</source>
        <translation>How many cards a column should hold at most</translation>
    </message>
    <message>
        <source>Was auf der Tafel liegt</source>
        <translation>What lies on the board</translation>
    </message>
    <message>
        <source>Von welchen Projekten</source>
        <translation>Of which projects</translation>
    </message>
    <message>
        <source>Von welcher Organisation</source>
        <translation>Of which organisation</translation>
    </message>
    <message>
        <source>Von welcher Rolle</source>
        <translation>Of which role</translation>
    </message>
    <message>
        <source>Wie die Tafel in Bahnen geteilt ist</source>
        <translation>How the board is divided into lanes</translation>
    </message>
</context>
<context>
    <name>BoardCanvas</name>
    <message>
        <source>{0} ältere zeigen</source>
        <translation>Show {0} older ones</translation>
    </message>
    <message>
        <source>{0} ältere verbergen</source>
        <translation>Hide {0} older ones</translation>
    </message>
    <message>
        <source>Dieser Schritt ist nicht vorgesehen.</source>
        <translation>This step is not possible.</translation>
    </message>
</context>
<context>
    <name>BoardPane</name>
    <message>
        <source>Ohne Zuordnung</source>
        <translation>Not assigned</translation>
    </message>
    <message>
        <source>Noch keine Projekte.</source>
        <translation>No projects yet.</translation>
    </message>
    <message>
        <source>Neues Projekt</source>
        <translation>New project</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt gab es noch keine Projekte.</source>
        <translation>There were no projects yet at this moment.</translation>
    </message>
    <message>
        <source>Sie sehen einen vergangenen Stand. Ändern können Sie nur den gegenwärtigen.</source>
        <translation>You are looking at a past state. Only the present one can be changed.</translation>
    </message>
    <message>
        <source>Wählen Sie ein Projekt aus, um seine Karten zu sehen.</source>
        <translation>Select a project to see its cards.</translation>
    </message>
    <message>
        <source>Alle zeigen</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>Keine Karte passt zu dieser Auswahl.</source>
        <translation>No card matches this choice.</translation>
    </message>
    <message>
        <source>Auswahl aufheben</source>
        <translation>Clear choice</translation>
    </message>
    <message>
        <source>Tafel: Pfeiltasten wählen eine Karte, Strg mit Pfeil verschiebt sie, Eingabe öffnet sie</source>
        <translation>Board: arrow keys choose a card, Ctrl with an arrow moves it, Enter opens it</translation>
    </message>
</context>
<context>
    <name>BookmarksPanel</name>
    <message>
        <source>Gemerkt von {0} am {1}.</source>
        <translation>Saved by {0} on {1}.</translation>
    </message>
    <message>
        <source>Zeigt den Stand vom {0}.</source>
        <translation>Shows the city as it was on {0}.</translation>
    </message>
    <message>
        <source>Noch keine Ansicht gemerkt. Was Sie gerade sehen, lässt sich merken.</source>
        <translation>No view has been saved yet. You can save what you see right now.</translation>
    </message>
    <message>
        <source>Ansicht merken</source>
        <translation>Save this view</translation>
    </message>
    <message>
        <source>Ansicht, Ebenen und Zeit unter einem Namen merken</source>
        <translation>Save view, layers and time under a name</translation>
    </message>
    <message>
        <source>Die zuletzt entfernte Ansicht zurückholen (Strg+Z)</source>
        <translation>Bring back the view removed last (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Gemerkte Ansichten</source>
        <translation>Saved views</translation>
    </message>
</context>
<context>
    <name>BrowserPanel</name>
    <message>
        <source>Noch einmal versuchen</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Diese Quelle bietet zurzeit nichts an.</source>
        <translation>This source offers nothing at present.</translation>
    </message>
    <message>
        <source>Noch einmal suchen</source>
        <translation>Search again</translation>
    </message>
    <message>
        <source>Nichts Geladenes passt zu diesem Filter.</source>
        <translation>Nothing that is loaded matches this filter.</translation>
    </message>
    <message>
        <source>Filter zurücksetzen</source>
        <translation>Reset filter</translation>
    </message>
    <message>
        <source>{0} gewählt, {1} davon schon vorhanden</source>
        <translation>{0} selected, {1} of them exist already</translation>
    </message>
    <message numerus="yes">
        <source>%n Knoten gewählt</source>
        <translation>
            <numerusform>%n node selected</numerusform>
            <numerusform>%n nodes selected</numerusform>
        </translation>
    </message>
    <message>
        <source>Dafür gibt es schon einen Datenpunkt.</source>
        <translation>There is a point for this already.</translation>
    </message>
    <message>
        <source>Knoten wählen und auf die neuen Datenpunkte ziehen.</source>
        <translation>Select nodes and drag them onto the new points.</translation>
    </message>
    <message>
        <source>Zweig neu laden</source>
        <translation>Reload branch</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Angebot der Quelle</source>
        <translation>What the source offers</translation>
    </message>
    <message>
        <source>Filtern: Name, Adresse …</source>
        <translation>Filter: name, address …</translation>
    </message>
    <message>
        <source>Geladene Knoten filtern</source>
        <translation>Filter loaded nodes</translation>
    </message>
    <message>
        <source>Sucht in allem, was schon geladen ist; öffnen Sie Zweige, um mehr zu laden.</source>
        <translation>Searches everything that is loaded already; open branches to load more.</translation>
    </message>
    <message>
        <source>Aktualisieren</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Lädt den Zweig der gewählten Zeile neu (Strg+R)</source>
        <translation>Loads the branch of the selected row again (Ctrl+R)</translation>
    </message>
    <message>
        <source>Als Datenpunkt anlegen …</source>
        <translation>Create as point …</translation>
    </message>
    <message>
        <source>Setzt die gewählten Knoten auf die Liste rechts (Eingabe)</source>
        <translation>Puts the selected nodes on the list at the right (Enter)</translation>
    </message>
</context>
<context>
    <name>BudgetBar</name>
    <message>
        <source>Nach Projekten</source>
        <translation>By project</translation>
    </message>
    <message>
        <source>Nach Fördertöpfen</source>
        <translation>By fund</translation>
    </message>
    <message>
        <source>Wonach das Geld aufgeteilt ist</source>
        <translation>What the money is split by</translation>
    </message>
    <message>
        <source>Jahre als Zeilen</source>
        <translation>Years as rows</translation>
    </message>
    <message>
        <source>Vertauscht Zeilen und Spalten.</source>
        <translation>Swaps rows and columns.</translation>
    </message>
    <message>
        <source>Spalten</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Welche Summen gezeigt werden</source>
        <translation>Which sums are shown</translation>
    </message>
    <message>
        <source>Neuer Ansatz</source>
        <translation>New budget line</translation>
    </message>
    <message>
        <source>Einen neuen Haushaltsansatz anlegen</source>
        <translation>Create a new budget line</translation>
    </message>
</context>
<context>
    <name>BudgetChart</name>
    <message>
        <source>{0}, Ansatz und Erwartung je Jahr: {1}</source>
        <translation>{0}, plan and forecast by year: {1}</translation>
    </message>
    <message>
        <source>Mio. €</source>
        <translation>€ million</translation>
    </message>
    <message>
        <source>Tsd. €</source>
        <translation>€ thousand</translation>
    </message>
</context>
<context>
    <name>BudgetPane</name>
    <message>
        <source>nicht mehr da</source>
        <translation>no longer there</translation>
    </message>
    <message>
        <source>Noch ist kein Geld verplant. Legen Sie den ersten Haushaltsansatz an.</source>
        <translation>No money is planned yet. Create the first budget line.</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt war noch kein Geld verplant.</source>
        <translation>At that time no money was planned yet.</translation>
    </message>
    <message>
        <source>Neuer Ansatz</source>
        <translation>New budget line</translation>
    </message>
    <message>
        <source>Die ausgewählten Projekte haben noch keinen Haushaltsansatz.</source>
        <translation>The selected projects have no budget line yet.</translation>
    </message>
    <message>
        <source>Noch gibt es keinen Haushaltsansatz.</source>
        <translation>There is no budget line yet.</translation>
    </message>
    <message>
        <source>Alle Projekte zeigen</source>
        <translation>Show all projects</translation>
    </message>
    <message>
        <source>Ansätze: {0}</source>
        <translation>Budget lines: {0}</translation>
    </message>
    <message>
        <source>Hier gibt es keinen Haushaltsansatz.</source>
        <translation>There is no budget line here.</translation>
    </message>
    <message>
        <source>Alle gezeigten Projekte</source>
        <translation>All projects shown</translation>
    </message>
    <message>
        <source>Ansätze zeigen</source>
        <translation>Show budget lines</translation>
    </message>
    <message>
        <source>Öffnen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Neuer Ansatz …</source>
        <translation>New budget line …</translation>
    </message>
    <message>
        <source>Als Tabelle kopieren</source>
        <translation>Copy as table</translation>
    </message>
    <message>
        <source>Diese Ansätze exportieren …</source>
        <translation>Export these budget lines …</translation>
    </message>
    <message>
        <source>Alle Ansätze exportieren …</source>
        <translation>Export all budget lines …</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Änderungen zeigen</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Entfernen …</source>
        <translation>Remove …</translation>
    </message>
    <message>
        <source>Als Bild kopieren</source>
        <translation>Copy as picture</translation>
    </message>
    <message>
        <source>Als PNG speichern …</source>
        <translation>Save as PNG …</translation>
    </message>
    <message>
        <source>Als SVG speichern …</source>
        <translation>Save as SVG …</translation>
    </message>
    <message>
        <source>budget</source>
        <translation>budget</translation>
    </message>
    <message>
        <source>Fördertöpfe</source>
        <translation>Funds</translation>
    </message>
    <message>
        <source>Was bei Fördertöpfen zu beachten ist</source>
        <translation>What to watch about funds</translation>
    </message>
    <message>
        <source>Geld nach Jahren</source>
        <translation>Money by year</translation>
    </message>
    <message>
        <source>Haushaltsansätze der gewählten Zelle</source>
        <translation>Budget lines of the selected cell</translation>
    </message>
    <message>
        <source>Liste der Fördertöpfe</source>
        <translation>List of funds</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>Gemeinsam ändern</source>
        <translation>Change together</translation>
    </message>
    <message>
        <source>{0} gemeinsam ändern</source>
        <translation>Change {0} together</translation>
    </message>
    <message>
        <source>Vorschau</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Nur zeigen, was nicht geht</source>
        <translation>Only show what is not possible</translation>
    </message>
    <message>
        <source>Auslassen, was nicht geht</source>
        <translation>Leave out what is not possible</translation>
    </message>
    <message>
        <source>Warum? Der Grund steht im Verlauf der Änderungen.</source>
        <translation>Why? The reason is kept in the history of changes.</translation>
    </message>
    <message>
        <source>Grund</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Ändern</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Die Datensätze werden gelesen …</source>
        <translation>The records are being read …</translation>
    </message>
    <message>
        <source>Der Bestand lässt sich gerade nicht lesen. {0}</source>
        <translation>The inventory cannot be read at the moment. {0}</translation>
    </message>
    <message>
        <source>{0} ändern sich, {1} bleiben gleich, {2} gehen nicht</source>
        <translation>{0} will change, {1} stay the same, {2} are not possible</translation>
    </message>
    <message>
        <source>{0} Datensätze ändern</source>
        <translation>Change {0} records</translation>
    </message>
    <message>
        <source>Die Datensätze werden geändert: {0} von {1}</source>
        <translation>The records are being changed: {0} of {1}</translation>
    </message>
    <message>
        <source>Wird angehalten; dann ist nichts geändert.</source>
        <translation>Stopping; nothing is changed then.</translation>
    </message>
    <message>
        <source>Nichts wurde geändert. Die Gründe stehen in der Vorschau.</source>
        <translation>Nothing was changed. The reasons are in the preview.</translation>
    </message>
    <message>
        <source>Nichts wurde geändert: {0} Datensätze wurden inzwischen von anderen geändert. Die Vorschau zeigt nun den neuen Stand.</source>
        <translation>Nothing was changed: {0} records have been changed by others in the meantime. The preview now shows how they are.</translation>
    </message>
    <message>
        <source>Angehalten: Nichts wurde geändert.</source>
        <translation>Stopped: nothing was changed.</translation>
    </message>
</context>
<context>
    <name>BulkForm</name>
    <message>
        <source>Wörter mit Kommas trennen</source>
        <translation>Separate words with commas</translation>
    </message>
    <message>
        <source>so lassen</source>
        <translation>leave as it is</translation>
    </message>
    <message>
        <source>Neuer Zustand</source>
        <translation>New state</translation>
    </message>
    <message>
        <source>Schlagworte hinzufügen</source>
        <translation>Add tags</translation>
    </message>
    <message>
        <source>Schlagworte entfernen</source>
        <translation>Remove tags</translation>
    </message>
    <message>
        <source>Feld hinzufügen …</source>
        <translation>Add field …</translation>
    </message>
    <message>
        <source>Feld hinzufügen</source>
        <translation>Add field</translation>
    </message>
    <message>
        <source>„{0}“ doch nicht setzen</source>
        <translation>Do not set “{0}” after all</translation>
    </message>
</context>
<context>
    <name>CalendarBar</name>
    <message>
        <source>{0}: {1} Einträge</source>
        <translation>{0}: {1} entries</translation>
    </message>
    <message>
        <source>Ein Klick zeigt nur diese, ein zweiter wieder alle.</source>
        <translation>One click shows only these, a second one all again.</translation>
    </message>
    <message>
        <source>Alle Projekte</source>
        <translation>All projects</translation>
    </message>
    <message>
        <source>Ausgewählte Projekte</source>
        <translation>Selected projects</translation>
    </message>
    <message>
        <source>Heute</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Einen Monat zurück (Bild auf)</source>
        <translation>One month back (Page up)</translation>
    </message>
    <message>
        <source>Einen Monat weiter (Bild ab)</source>
        <translation>One month on (Page down)</translation>
    </message>
    <message>
        <source>Zum heutigen Tag (Pos 1)</source>
        <translation>To today (Home)</translation>
    </message>
    <message>
        <source>Monat</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Liste</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Kalender durchsuchen</source>
        <translation>Search the calendar</translation>
    </message>
    <message>
        <source>Von welchen Projekten</source>
        <translation>Of which projects</translation>
    </message>
    <message>
        <source>Ausgabe</source>
        <translation>Output</translation>
    </message>
    <message>
        <source>Als Kalenderdatei …</source>
        <translation>As calendar file …</translation>
    </message>
    <message>
        <source>Monat als PDF …</source>
        <translation>Month as PDF …</translation>
    </message>
    <message>
        <source>Monat drucken …</source>
        <translation>Print month …</translation>
    </message>
</context>
<context>
    <name>CalendarOutput</name>
    <message>
        <source>projekte</source>
        <translation>projects</translation>
    </message>
    <message>
        <source>Kalender (*.ics)</source>
        <translation>Calendar (*.ics)</translation>
    </message>
    <message>
        <source>kalender</source>
        <translation>calendar</translation>
    </message>
    <message>
        <source>Es ist kein Drucker eingerichtet. Bitte speichern Sie als PDF.</source>
        <translation>No printer is set up. Please save as PDF.</translation>
    </message>
    <message>
        <source>Kalender speichern</source>
        <translation>Save calendar</translation>
    </message>
    <message>
        <source>Gespeichert: {0}</source>
        <translation>Saved: {0}</translation>
    </message>
    <message>
        <source>{0} konnte nicht gespeichert werden: {1}</source>
        <translation>{0} could not be saved: {1}</translation>
    </message>
</context>
<context>
    <name>CalendarPane</name>
    <message>
        <source>Noch hat kein Projekt einen Termin.</source>
        <translation>No project has a date yet.</translation>
    </message>
    <message>
        <source>Neuer Meilenstein</source>
        <translation>New milestone</translation>
    </message>
    <message>
        <source>Neues Projekt</source>
        <translation>New project</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt hatte noch kein Projekt einen Termin.</source>
        <translation>No project had a date yet at that time.</translation>
    </message>
    <message>
        <source>Sie sehen einen vergangenen Stand: die Termine, wie sie damals standen.</source>
        <translation>You are looking at a past state: the dates as they stood then.</translation>
    </message>
    <message>
        <source>Wählen Sie ein Projekt aus, um seine Termine zu sehen.</source>
        <translation>Select a project to see its dates.</translation>
    </message>
    <message>
        <source>Alle zeigen</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>Kein Termin passt zu dieser Auswahl.</source>
        <translation>No date matches this choice.</translation>
    </message>
    <message>
        <source>Auswahl aufheben</source>
        <translation>Clear choice</translation>
    </message>
    <message>
        <source>Öffnen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Als Tabelle kopieren</source>
        <translation>Copy as table</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Monat: Pfeiltasten wählen einen Tag, Bild auf und ab den Monat, Eingabe führt zu den Einträgen des Tages</source>
        <translation>Month: arrow keys choose a day, Page up and down the month, Enter leads to the entries of the day</translation>
    </message>
    <message>
        <source>Liste der Termine</source>
        <translation>List of dates</translation>
    </message>
    <message>
        <source>Termine des gewählten Tages</source>
        <translation>Dates of the chosen day</translation>
    </message>
</context>
<context>
    <name>CapsuleController</name>
    <message>
        <source>Die Vorfallkapsel ist gesichert: {0}</source>
        <translation>The incident capsule is saved: {0}</translation>
    </message>
    <message>
        <source>Öffnen …</source>
        <translation>Open …</translation>
    </message>
    <message>
        <source>Gezeigter Zeitpunkt</source>
        <translation>Moment shown</translation>
    </message>
    <message>
        <source>Vorfallkapsel öffnen</source>
        <translation>Open incident capsule</translation>
    </message>
    <message>
        <source>Vorfallkapsel (*{0});;Alle Dateien (*)</source>
        <translation>Incident capsule (*{0});;All files (*)</translation>
    </message>
    <message>
        <source>Die Übung öffnet sich in einem eigenen Fenster: {0}</source>
        <translation>The drill opens in a window of its own: {0}</translation>
    </message>
    <message>
        <source>Die Vorfallkapsel öffnet sich in einem eigenen Fenster: {0}</source>
        <translation>The incident capsule opens in a window of its own: {0}</translation>
    </message>
    <message>
        <source>Die Kopie ist gesichert: {0}</source>
        <translation>The copy is saved: {0}</translation>
    </message>
    <message>
        <source>Vorfallkapseln sichert und öffnet die Konsole, die mit der laufenden Stadt verbunden ist.</source>
        <translation>Incident capsules are saved and opened by the console that is connected to the running city.</translation>
    </message>
</context>
<context>
    <name>CapsuleLibraryView</name>
    <message>
        <source>Vorfallkapsel löschen</source>
        <translation>Delete incident capsule</translation>
    </message>
    <message>
        <source>Die Vorfallkapsel „{0}“ endgültig löschen? Das lässt sich nicht zurücknehmen.</source>
        <translation>Delete the incident capsule “{0}” for good? This cannot be undone.</translation>
    </message>
    <message>
        <source>Löschen</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Behalten</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>Kopie der Vorfallkapsel sichern</source>
        <translation>Save a copy of the incident capsule</translation>
    </message>
    <message>
        <source>Vorfallkapsel (*{0})</source>
        <translation>Incident capsule (*{0})</translation>
    </message>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
    <message>
        <source>Geschrieben: {0}</source>
        <translation>Written: {0}</translation>
    </message>
    <message>
        <source>Liste als CSV exportieren</source>
        <translation>Export list as CSV</translation>
    </message>
    <message>
        <source>Ansehen</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Als Übung starten</source>
        <translation>Start as a drill</translation>
    </message>
    <message>
        <source>Kopie sichern …</source>
        <translation>Save a copy …</translation>
    </message>
    <message>
        <source>Löschen …</source>
        <translation>Delete …</translation>
    </message>
    <message>
        <source>Zeile kopieren</source>
        <translation>Copy row</translation>
    </message>
    <message>
        <source>Liste neu lesen</source>
        <translation>Read the list again</translation>
    </message>
    <message>
        <source>Liste als CSV exportieren …</source>
        <translation>Export list as CSV …</translation>
    </message>
    <message>
        <source>Noch einmal lesen</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>Noch keine Vorfallkapseln. Eine Kapsel hebt einen Vorfall mit allem auf, was dazu gehört, zum Nachsehen und zum Üben.</source>
        <translation>No incident capsules yet. A capsule keeps an incident with all that belongs to it, to look it up and to practise with it.</translation>
    </message>
    <message>
        <source>Vorfallkapsel sichern …</source>
        <translation>Save incident capsule …</translation>
    </message>
    <message>
        <source>Eine zweite Konsole zeigt den Vorfall; nur lesen (Eingabe)</source>
        <translation>A second console shows the incident; read only (Enter)</translation>
    </message>
    <message>
        <source>Üben</source>
        <translation>Drill</translation>
    </message>
    <message>
        <source>Der Vorfall läuft wie live ab; nichts geht nach außen, Auswertung am Ende</source>
        <translation>The incident runs as if it were live; nothing goes out, with a debrief at the end</translation>
    </message>
    <message>
        <source>Datei öffnen …</source>
        <translation>Open file …</translation>
    </message>
    <message>
        <source>Eine Vorfallkapsel aus einem anderen Ordner öffnen</source>
        <translation>Open an incident capsule from another folder</translation>
    </message>
    <message>
        <source>Sichern …</source>
        <translation>Save …</translation>
    </message>
    <message>
        <source>Den gezeigten Zeitpunkt oder einen Alarm aufheben</source>
        <translation>Keep the moment shown, or an alarm</translation>
    </message>
    <message>
        <source>Vorfallkapseln</source>
        <translation>Incident capsules</translation>
    </message>
</context>
<context>
    <name>CardHead</name>
    <message>
        <source>Ohne Namen</source>
        <translation>No name</translation>
    </message>
    <message>
        <source>Nicht vorhanden</source>
        <translation>Not there</translation>
    </message>
    <message>
        <source>Simulation</source>
        <translation>Simulation</translation>
    </message>
    <message>
        <source>Dieser Datensatz ist erfunden, damit es etwas zu zeigen gibt.</source>
        <translation>This record is made up so that there is something to show.</translation>
    </message>
    <message>
        <source>Sie sehen den Stand vom {0}. Ändern können Sie nur den gegenwärtigen Stand.</source>
        <translation>You see the inventory as it was on {0}. Only the present can be changed.</translation>
    </message>
    <message>
        <source>Änderungen zeigen</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>In der Tabelle zeigen</source>
        <translation>Show in the table</translation>
    </message>
    <message>
        <source>Weg verfolgen</source>
        <translation>Trace path</translation>
    </message>
    <message>
        <source>Im Netzplan zeigen</source>
        <translation>Show in the network diagram</translation>
    </message>
    <message>
        <source>Schrank zeigen</source>
        <translation>Show rack</translation>
    </message>
    <message>
        <source>Im Grundriss zeigen</source>
        <translation>Show in the floor plan</translation>
    </message>
    <message>
        <source>Spleißplan zeigen</source>
        <translation>Show splice plan</translation>
    </message>
    <message>
        <source>Schulkarte zeigen</source>
        <translation>Show school card</translation>
    </message>
    <message>
        <source>Ausleihen …</source>
        <translation>Lend …</translation>
    </message>
    <message>
        <source>Im Zwilling setzen …</source>
        <translation>Place in the twin …</translation>
    </message>
    <message>
        <source>Datenpunkte zuordnen …</source>
        <translation>Bind points …</translation>
    </message>
    <message>
        <source>Inventur hier beginnen</source>
        <translation>Begin a stocktake here</translation>
    </message>
    <message>
        <source>Kopie anlegen …</source>
        <translation>Make a copy …</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Entfernen …</source>
        <translation>Remove …</translation>
    </message>
    <message>
        <source>Bearbeiten</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Diesen Datensatz bearbeiten</source>
        <translation>Edit this record</translation>
    </message>
    <message>
        <source>Nächster Schritt</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>Was nach diesem Zustand kommen kann</source>
        <translation>What can come after this state</translation>
    </message>
    <message>
        <source>Auf der Karte zeigen</source>
        <translation>Show on the map</translation>
    </message>
    <message>
        <source>Im Zwilling zeigen</source>
        <translation>Show in the twin</translation>
    </message>
    <message>
        <source>Verlauf seiner Datenpunkte zeigen</source>
        <translation>Show the trend of its points</translation>
    </message>
    <message>
        <source>Auswirkung: zeigen, was hieran hängt</source>
        <translation>Impact: show what depends on this</translation>
    </message>
    <message>
        <source>Etikett drucken …</source>
        <translation>Print label …</translation>
    </message>
    <message>
        <source>Weiteres</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>Carrier</name>
    <message>
        <source>{0} Datensätze wurden geändert.</source>
        <translation>{0} records were changed.</translation>
    </message>
    <message>
        <source>Rückgängig machen</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Nichts hat sich geändert: Alles ist schon so.</source>
        <translation>Nothing has changed: everything is like this already.</translation>
    </message>
    <message>
        <source>Und {0} weitere Hinweise.</source>
        <translation>And {0} more remarks.</translation>
    </message>
    <message>
        <source>Jemand anderes hat den Datensatz inzwischen geändert; nichts wurde gespeichert. Bitte sehen Sie nach und versuchen Sie es noch einmal.</source>
        <translation>Somebody else has changed the record in the meantime; nothing was saved. Please have a look and try again.</translation>
    </message>
    <message>
        <source>Abgebrochen; nichts wurde geändert.</source>
        <translation>Cancelled; nothing was changed.</translation>
    </message>
    <message>
        <source>Es gibt nichts, was rückgängig gemacht werden könnte.</source>
        <translation>There is nothing that could be undone.</translation>
    </message>
    <message>
        <source>Es gibt nichts, was wiederhergestellt werden könnte.</source>
        <translation>There is nothing that could be redone.</translation>
    </message>
    <message>
        <source>Rückgängig gemacht: {0} Datensätze sind wieder, wie sie waren.</source>
        <translation>Undone: {0} records are as they were before.</translation>
    </message>
    <message>
        <source>Rückgängig gemacht: Der Datensatz ist wieder, wie er war.</source>
        <translation>Undone: the record is as it was before.</translation>
    </message>
    <message>
        <source>Wiederherstellen</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Wiederhergestellt: {0} Datensätze.</source>
        <translation>Redone: {0} records.</translation>
    </message>
</context>
<context>
    <name>CellEditor</name>
    <message>
        <source>Speichern</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Der Datensatz wurde inzwischen gelöscht.</source>
        <translation>The record has been deleted in the meantime.</translation>
    </message>
    <message>
        <source>Inzwischen steht dort „{0}“. Speichern setzt trotzdem Ihren Wert.</source>
        <translation>In the meantime it says “{0}” there. Saving sets your value all the same.</translation>
    </message>
</context>
<context>
    <name>ChangeDesk</name>
    <message>
        <source>Für Veränderungen braucht es zwei Laserscans derselben Stelle aus verschiedenen Jahren.</source>
        <translation>To show changes, two laser scans of the same place from different years are needed.</translation>
    </message>
    <message>
        <source>Diese beiden Laserscans überdecken sich nicht.</source>
        <translation>These two laser scans do not overlap.</translation>
    </message>
    <message>
        <source>{0} m³ kamen hinzu (auf etwa {1} m²), {2} m³ verschwanden (auf etwa {3} m²).</source>
        <translation>{0} m³ were added (on about {1} m²), {2} m³ were removed (on about {3} m²).</translation>
    </message>
    <message>
        <source>Verglichene Kacheln um die Bildmitte: {0}, nicht verglichene: {1}.</source>
        <translation>Tiles around the middle of the picture that have been compared: {0}, not compared: {1}.</translation>
    </message>
    <message>
        <source>{0} lässt sich nicht vergleichen: {1}</source>
        <translation>{0} cannot be compared: {1}</translation>
    </message>
    <message>
        <source>Was der Vergleich ergab, lässt sich nicht lesen: {0}. Bitte vergleichen Sie noch einmal.</source>
        <translation>The result of the comparison cannot be read: {0}. Please compare again.</translation>
    </message>
</context>
<context>
    <name>ChangesPane</name>
    <message>
        <source>Noch wurde nichts geändert.</source>
        <translation>Nothing has been changed yet.</translation>
    </message>
    <message>
        <source>bearbeitet</source>
        <translation>edited</translation>
    </message>
    <message>
        <source>{0}, zurückgenommen</source>
        <translation>{0}, undone</translation>
    </message>
    <message>
        <source>Änderung Nr. {0}, Prüfsumme {1}</source>
        <translation>Change no. {0}, checksum {1}</translation>
    </message>
    <message>
        <source>… und {0} weitere</source>
        <translation>… and {0} more</translation>
    </message>
    <message>
        <source>Die Prüfung wurde abgebrochen.</source>
        <translation>The check was cancelled.</translation>
    </message>
    <message>
        <source>Die Kette der Änderungen ist lückenlos; nichts wurde nachträglich verändert.</source>
        <translation>The chain of changes is complete; nothing has been altered afterwards.</translation>
    </message>
    <message>
        <source>Änderungen filtern</source>
        <translation>Filter changes</translation>
    </message>
    <message>
        <source>Rückgängig machen</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Nimmt die gewählte Änderung als Ganzes zurück.</source>
        <translation>Undoes the selected change as a whole.</translation>
    </message>
    <message>
        <source>Prüfung abbrechen</source>
        <translation>Cancel check</translation>
    </message>
    <message>
        <source>Kette prüfen</source>
        <translation>Check chain</translation>
    </message>
    <message>
        <source>Prüft, ob jemand das Protokoll nachträglich verändert hat.</source>
        <translation>Checks whether somebody has altered the log afterwards.</translation>
    </message>
    <message>
        <source>Ältere</source>
        <translation>Older</translation>
    </message>
    <message>
        <source>Liest ältere Änderungen.</source>
        <translation>Reads older changes.</translation>
    </message>
    <message>
        <source>Zeit</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Wer</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Wie</source>
        <translation>How</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Warum</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Änderungen des Bestands</source>
        <translation>Changes to the inventory</translation>
    </message>
</context>
<context>
    <name>ChangesPanel</name>
    <message>
        <source>Früher</source>
        <translation>Earlier</translation>
    </message>
    <message>
        <source>Später</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Früherer Laserscan</source>
        <translation>Earlier laser scan</translation>
    </message>
    <message>
        <source>Späterer Laserscan</source>
        <translation>Later laser scan</translation>
    </message>
    <message>
        <source>Vergleichen</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Ergebnis entfernen</source>
        <translation>Remove the result</translation>
    </message>
    <message>
        <source>Fortschritt des Vergleichs</source>
        <translation>Progress of the comparison</translation>
    </message>
    <message>
        <source>Noch gibt es keine zwei Laserscans derselben Stelle. Fügen Sie einen früheren oder späteren Scan hinzu; dann zeigt der Zwilling, was neu und was verschwunden ist.</source>
        <translation>There are no two laser scans of the same place yet. Add an earlier or later scan; the twin will then show what is new and what is gone.</translation>
    </message>
</context>
<context>
    <name>ChangesTree</name>
    <message>
        <source>Regel</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>Bisher</source>
        <translation>So far</translation>
    </message>
    <message>
        <source>Neu</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Unterschiede</source>
        <translation>Differences</translation>
    </message>
    <message numerus="yes">
        <source>… und %n weitere Regel(n)</source>
        <translation>
            <numerusform>… and %n more rule</numerusform>
            <numerusform>… and %n more rules</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChartFiles</name>
    <message>
        <source>Bild speichern</source>
        <translation>Save picture</translation>
    </message>
    <message>
        <source>Gespeichert: {0}</source>
        <translation>Saved: {0}</translation>
    </message>
    <message>
        <source>{0} konnte nicht gespeichert werden: {1}</source>
        <translation>{0} could not be saved: {1}</translation>
    </message>
</context>
<context>
    <name>ColumnDialog</name>
    <message>
        <source>Spalten wählen</source>
        <translation>Choose columns</translation>
    </message>
    <message>
        <source>Felder suchen</source>
        <translation>Search fields</translation>
    </message>
    <message>
        <source>Alle Felder</source>
        <translation>All fields</translation>
    </message>
    <message>
        <source>Gezeigte Spalten</source>
        <translation>Columns shown</translation>
    </message>
    <message>
        <source>Gezeigt, von links</source>
        <translation>Shown, from the left</translation>
    </message>
    <message>
        <source>Nach links</source>
        <translation>To the left</translation>
    </message>
    <message>
        <source>Nach rechts</source>
        <translation>To the right</translation>
    </message>
    <message>
        <source>Übernehmen</source>
        <translation>Apply</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Zurücksetzen</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>Eigene Felder</source>
        <translation>Custom fields</translation>
    </message>
</context>
<context>
    <name>ColumnKeeper</name>
    <message>
        <source>Spalten</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Spalten zurücksetzen</source>
        <translation>Reset columns</translation>
    </message>
</context>
<context>
    <name>ColumnsModel</name>
    <message>
        <source>Nicht übernehmen</source>
        <translation>Do not import</translation>
    </message>
    <message>
        <source>An „{0}“ anhängen</source>
        <translation>Append to “{0}”</translation>
    </message>
    <message>
        <source>{0} (aufteilen)</source>
        <translation>{0} (split)</translation>
    </message>
    <message>
        <source>{0} (aufgeteilt)</source>
        <translation>{0} (split up)</translation>
    </message>
    <message>
        <source>{0} (zusammengefügt)</source>
        <translation>{0} (joined)</translation>
    </message>
    <message>
        <source>{0} (Teil davon)</source>
        <translation>{0} (part of it)</translation>
    </message>
    <message>
        <source>{0} (Lage)</source>
        <translation>{0} (position)</translation>
    </message>
    <message>
        <source>sicher</source>
        <translation>certain</translation>
    </message>
    <message>
        <source>wahrscheinlich</source>
        <translation>likely</translation>
    </message>
    <message>
        <source>bitte prüfen</source>
        <translation>please check</translation>
    </message>
    <message>
        <source>Spalte der Datei</source>
        <translation>Column of the file</translation>
    </message>
    <message>
        <source>Beispiele</source>
        <translation>Examples</translation>
    </message>
    <message>
        <source>Wird zu</source>
        <translation>Becomes</translation>
    </message>
    <message>
        <source>Sicherheit</source>
        <translation>Certainty</translation>
    </message>
</context>
<context>
    <name>CommentDialog</name>
    <message>
        <source>Quittieren mit Kommentar</source>
        <translation>Acknowledge with comment</translation>
    </message>
    <message numerus="yes">
        <source>%n Alarm(e) quittieren</source>
        <translation>
            <numerusform>Acknowledge %n alarm</numerusform>
            <numerusform>Acknowledge %n alarms</numerusform>
        </translation>
    </message>
    <message>
        <source>Was ist bekannt, was wird getan?</source>
        <translation>What is known, what is being done?</translation>
    </message>
    <message>
        <source>Kommentar</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Quittieren</source>
        <translation>Acknowledge</translation>
    </message>
    <message numerus="yes">
        <source>Behebung von %n Alarm(en) bestätigen</source>
        <translation>
            <numerusform>Confirm that %n alarm is resolved</numerusform>
            <numerusform>Confirm that %n alarms are resolved</numerusform>
        </translation>
    </message>
    <message>
        <source>Behebung bestätigen</source>
        <translation>Confirm as resolved</translation>
    </message>
    <message>
        <source>Bestätigen</source>
        <translation>Confirm</translation>
    </message>
    <message numerus="yes">
        <source>Kommentar zu %n Alarm(en)</source>
        <translation>
            <numerusform>Comment on %n alarm</numerusform>
            <numerusform>Comment on %n alarms</numerusform>
        </translation>
    </message>
    <message>
        <source>Speichern</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Strg+Eingabe</source>
        <translation>Ctrl+Enter</translation>
    </message>
</context>
<context>
    <name>CommitStep</name>
    <message>
        <source>Bereit zum Importieren</source>
        <translation>Ready to import</translation>
    </message>
    <message>
        <source>Zeilen mit Fehlern bleiben außen vor.</source>
        <translation>Rows with errors are left out.</translation>
    </message>
    <message>
        <source>Alles geschieht auf einmal oder gar nicht, und lässt sich zurücknehmen.</source>
        <translation>It all happens at once or not at all, and it can be undone.</translation>
    </message>
    <message>
        <source>{0}&#x202f;%</source>
        <translation>{0}&#x202f;%</translation>
    </message>
    <message>
        <source>Der Bestand wird geändert …</source>
        <translation>The inventory is being changed …</translation>
    </message>
    <message>
        <source>Importiert</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>Nicht importiert</source>
        <translation>Not imported</translation>
    </message>
    <message>
        <source>Der Import wurde abgebrochen. Nichts wurde geändert.</source>
        <translation>The import was cancelled. Nothing was changed.</translation>
    </message>
    <message>
        <source>Nichts wurde geändert: {0} Datensätze wurden seit der Probe von anderen geändert. Bitte gehen Sie einen Schritt zurück und proben Sie noch einmal.</source>
        <translation>Nothing was changed: {0} records have been changed by others since the trial. Please go back one step and run the trial again.</translation>
    </message>
    <message>
        <source>Nichts wurde geändert.</source>
        <translation>Nothing was changed.</translation>
    </message>
    <message>
        <source>Und {0} weitere.</source>
        <translation>And {0} more.</translation>
    </message>
    <message>
        <source>Zurückgenommen</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Der Bestand ist wieder so, wie er vor dem Import war.</source>
        <translation>The inventory is again as it was before the import.</translation>
    </message>
    <message>
        <source>Wird zurückgenommen</source>
        <translation>Being undone</translation>
    </message>
    <message>
        <source>Der Bestand wird wieder so, wie er vor dem Import war.</source>
        <translation>The inventory is being put back to how it was before the import.</translation>
    </message>
    <message>
        <source>Grund</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Name der Zuordnung</source>
        <translation>Name of the mapping</translation>
    </message>
    <message>
        <source>Der Grund steht im Verlauf der Änderungen.</source>
        <translation>The reason is kept in the history of changes.</translation>
    </message>
    <message>
        <source>Zuordnung für die nächste Datei dieser Art merken</source>
        <translation>Remember the mapping for the next file of this kind</translation>
    </message>
    <message>
        <source>Importieren</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Rückgängig machen</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Im Bestand zeigen</source>
        <translation>Show in the inventory</translation>
    </message>
    <message>
        <source>Weitere Datei importieren</source>
        <translation>Import another file</translation>
    </message>
</context>
<context>
    <name>Conditions</name>
    <message>
        <source>Bedingung hinzufügen …</source>
        <translation>Add condition …</translation>
    </message>
    <message>
        <source>„{0}“ (unbekanntes Feld)</source>
        <translation>“{0}” (unknown field)</translation>
    </message>
</context>
<context>
    <name>ConfirmTrust</name>
    <message>
        <source>Zertifikat vertrauen?</source>
        <translation>Trust this certificate?</translation>
    </message>
    <message>
        <source>Die Erfassung wird dieser Gegenstelle von nun an vertrauen. Vergleichen Sie den Fingerabdruck Zeichen für Zeichen mit dem, den der Betreiber Ihnen nennt.</source>
        <translation>From now on the collector will trust this other side. Compare the fingerprint, character by character, with the one its operator tells you.</translation>
    </message>
    <message>
        <source>Fingerabdruck</source>
        <translation>Fingerprint</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Der Fingerabdruck stimmt überein</source>
        <translation>The fingerprint matches</translation>
    </message>
</context>
<context>
    <name>ConflictPanel</name>
    <message>
        <source>Der Datensatz wurde inzwischen geändert</source>
        <translation>The record has been changed in the meantime</translation>
    </message>
    <message>
        <source>Geändert von {0} am {1}. Bitte wählen Sie für jedes Feld, was gelten soll.</source>
        <translation>Changed by {0} on {1}. Please choose for each field what is to hold.</translation>
    </message>
    <message>
        <source>Geändert von {0} am {1}, in anderen Feldern als von Ihnen. Beides kann gelten.</source>
        <translation>Changed by {0} on {1}, in other fields than yours. Both can hold.</translation>
    </message>
    <message>
        <source>jemand anderem</source>
        <translation>somebody else</translation>
    </message>
    <message>
        <source>So speichern</source>
        <translation>Save like this</translation>
    </message>
    <message>
        <source>Zurück zum Formular</source>
        <translation>Back to the form</translation>
    </message>
    <message>
        <source>Feld</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Vorher</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Ihre Angabe</source>
        <translation>Your entry</translation>
    </message>
    <message>
        <source>Jetzt eingetragen</source>
        <translation>Now entered</translation>
    </message>
    <message>
        <source>unverändert</source>
        <translation>unchanged</translation>
    </message>
    <message>
        <source>Bitte wählen Sie zuerst für jedes Feld.</source>
        <translation>Please choose for each field first.</translation>
    </message>
</context>
<context>
    <name>ConnectionsView</name>
    <message>
        <source>In diesem Profil ist noch keine Quelle eingetragen. Ergänzen Sie sie in sources.toml, und laden Sie das Profil neu.</source>
        <translation>This profile has no source yet. Add one in sources.toml, and reload the profile.</translation>
    </message>
    <message>
        <source>Profil neu laden</source>
        <translation>Reload profile</translation>
    </message>
    <message>
        <source>Die Erfassung ist nicht verbunden; von den Quellen ist deshalb nichts bekannt. Sie wird von selbst neu gestartet, Sie müssen nichts tun.</source>
        <translation>The collector is not connected; therefore nothing is known of the sources. It is restarted by itself, you need not do anything.</translation>
    </message>
    <message>
        <source>Die Anzeige steht in der Vergangenheit. Der Zustand der Quellen wird nicht aufgezeichnet; zu sehen ist der von {0}.</source>
        <translation>The display stands in the past. The state of the sources is not recorded; what you see is that of {0}.</translation>
    </message>
    <message>
        <source>Die Erfassung ist seit {0} nicht verbunden; zu sehen ist der letzte bekannte Zustand. Sie wird von selbst neu gestartet, Sie müssen nichts tun.</source>
        <translation>The collector has not been connected since {0}; what you see is the last known state. It is restarted by itself, you need not do anything.</translation>
    </message>
    <message>
        <source>Gesundheit</source>
        <translation>Health</translation>
    </message>
    <message>
        <source>Rohnachrichten</source>
        <translation>Raw messages</translation>
    </message>
    <message>
        <source>Durchsuchen</source>
        <translation>Browse</translation>
    </message>
    <message>
        <source>Die gewählte Quelle</source>
        <translation>The selected source</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>Das Profil hat {0} Fehler und wurde nicht übernommen:</source>
        <translation>The profile has {0} error(s) and was not taken over:</translation>
    </message>
</context>
<context>
    <name>ConsoleWindow</name>
    <message>
        <source>NICHT LIVE</source>
        <translation>NOT LIVE</translation>
    </message>
</context>
<context>
    <name>CreateDialog</name>
    <message>
        <source>Gerät im Profil</source>
        <translation>Device in the profile</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Typ</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Standort</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Warum dieser Standort</source>
        <translation>Why this site</translation>
    </message>
    <message>
        <source>Bitte wählen</source>
        <translation>Please choose</translation>
    </message>
    <message>
        <source>Typ für {0} ({1})</source>
        <translation>Type for {0} ({1})</translation>
    </message>
    <message>
        <source>noch keiner</source>
        <translation>none yet</translation>
    </message>
    <message>
        <source>keiner</source>
        <translation>none</translation>
    </message>
    <message>
        <source>{0} brauchen noch einen Typ</source>
        <translation>{0} still need a type</translation>
    </message>
    <message>
        <source>Anlegen</source>
        <translation>Create</translation>
    </message>
    <message>
        <source>{0} Datensätze anlegen</source>
        <translation>Create {0} records</translation>
    </message>
</context>
<context>
    <name>CrsDialog</name>
    <message>
        <source>Koordinaten von „{file}“</source>
        <translation>Coordinates of “{file}”</translation>
    </message>
    <message>
        <source>Die Koordinaten der Datei liegen nicht in der Stadt, und kein übliches Koordinatensystem bringt sie dorthin. Wissen Sie, in welchem sie gespeichert sind?</source>
        <translation>The coordinates of the file are not in the city, and no common coordinate reference system puts them there. Do you know which one they are stored in?</translation>
    </message>
    <message>
        <source>{name} verwenden</source>
        <translation>Use {name}</translation>
    </message>
    <message>
        <source>Ein anderes Koordinatensystem:</source>
        <translation>Another coordinate reference system:</translation>
    </message>
    <message>
        <source>Koordinatensystem</source>
        <translation>Coordinate reference system</translation>
    </message>
    <message>
        <source>Übernehmen</source>
        <translation>Apply</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>DataDetails</name>
    <message>
        <source>vollständig</source>
        <translation>complete</translation>
    </message>
    <message>
        <source>nicht angegeben</source>
        <translation>not stated</translation>
    </message>
    <message>
        <source>Der Ordner für Höhengitter ist „{0}“.</source>
        <translation>The folder for height grids is “{0}”.</translation>
    </message>
    <message>
        <source>{0} × {1} km um E {2}, N {3}</source>
        <translation>{0} × {1} km around E {2}, N {3}</translation>
    </message>
    <message>
        <source>DHHN2016 (m ü. NHN)</source>
        <translation>DHHN2016 (m above NHN)</translation>
    </message>
    <message>
        <source>Ellipsoid GRS80, nicht umgerechnet</source>
        <translation>Ellipsoid GRS80, not converted</translation>
    </message>
    <message>
        <source>anderes Höhensystem</source>
        <translation>another height system</translation>
    </message>
    <message>
        <source>nicht angegeben, als DHHN2016 gelesen</source>
        <translation>not stated, read as DHHN2016</translation>
    </message>
    <message numerus="yes">
        <source>%n Datei(en)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message>
        <source>Koordinatensystem</source>
        <translation>Coordinate reference system</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Umfang</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Stand</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Ausdehnung</source>
        <translation>Extent</translation>
    </message>
    <message>
        <source>Höhenbezug</source>
        <translation>Height reference</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Quelle</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Lizenz</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Größe</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Dateien</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>Was sich nicht zeigen lässt</source>
        <translation>What cannot be shown</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>Noch keine Daten. Ziehen Sie Dateien oder Ordner hierher: CityGML, CityJSON, LAZ, COPC, E57, GeoTIFF, XYZ, JP2, Fotos mit Liste der Aufnahmeorte, glTF oder OBJ.</source>
        <translation>No data yet. Drag files or folders here: CityGML, CityJSON, LAZ, COPC, E57, GeoTIFF, XYZ, JP2, photographs with a list of where they were taken, glTF or OBJ.</translation>
    </message>
    <message>
        <source>Dateien wählen …</source>
        <translation>Choose files …</translation>
    </message>
    <message>
        <source>Anzeigen</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Hinfliegen</source>
        <translation>Fly there</translation>
    </message>
    <message>
        <source>Ausdehnung auf der Karte</source>
        <translation>Extent on the map</translation>
    </message>
    <message>
        <source>Anhalten</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Weiterlesen</source>
        <translation>Resume reading</translation>
    </message>
    <message>
        <source>Aus dem Zwilling entfernen</source>
        <translation>Remove from the twin</translation>
    </message>
    <message>
        <source>Angaben kopieren</source>
        <translation>Copy details</translation>
    </message>
    <message>
        <source>Daten des Zwillings</source>
        <translation>Data of the twin</translation>
    </message>
    <message>
        <source>Hinzufügen …</source>
        <translation>Add …</translation>
    </message>
    <message>
        <source>Dateien wählen; sie lassen sich auch hierher ziehen</source>
        <translation>Choose files; you can also drag them here</translation>
    </message>
    <message>
        <source>Weitere Möglichkeiten</source>
        <translation>More options</translation>
    </message>
    <message>
        <source>Ordner mit Kacheln hinzufügen …</source>
        <translation>Add a folder of tiles …</translation>
    </message>
    <message>
        <source>Simulierte Stadt erzeugen</source>
        <translation>Make a simulated city</translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>TT.MM.JJJJ</source>
        <translation>DD/MM/YYYY</translation>
    </message>
    <message>
        <source>Kalender öffnen</source>
        <translation>Open calendar</translation>
    </message>
    <message>
        <source>„{0}“ ist kein Tag. Ein Datum sieht so aus: 30.11.2026.</source>
        <translation>“{0}” is not a day. A date looks like this: 30/11/2026.</translation>
    </message>
</context>
<context>
    <name>DebriefDialog</name>
    <message>
        <source>Auswertung der Übung</source>
        <translation>Debrief of the drill</translation>
    </message>
    <message>
        <source>Auswertung der Übung „{0}“</source>
        <translation>Debrief of the drill “{0}”</translation>
    </message>
    <message>
        <source>Alarme der Übung</source>
        <translation>Alarms of the drill</translation>
    </message>
    <message>
        <source>Was in der Übung getan wurde</source>
        <translation>What was done in the drill</translation>
    </message>
    <message>
        <source>Alarme</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>Ablauf</source>
        <translation>Course of events</translation>
    </message>
    <message>
        <source>Speichern …</source>
        <translation>Save …</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Bis zum Ende der Übung wurde kein Alarm ausgelöst. Vorfall: {0}.</source>
        <translation>No alarm was raised until the end of the drill. Incident: {0}.</translation>
    </message>
    <message>
        <source>Alarme: {0}, davon {1} bemerkt, {2} quittiert, {3} verortet.</source>
        <translation>Alarms: {0}, of these {1} noticed, {2} acknowledged, {3} located.</translation>
    </message>
    <message>
        <source>Mittlere Zeit (Median) bis zum Bemerken {0}, Quittieren {1}, Verorten {2}.</source>
        <translation>Median time to notice {0}, to acknowledge {1}, to locate {2}.</translation>
    </message>
    <message>
        <source>Die Schicht damals quittierte keinen dieser Alarme.</source>
        <translation>The shift back then acknowledged none of these alarms.</translation>
    </message>
    <message>
        <source>Die Schicht damals quittierte {0} dieser Alarme, im Median nach {1}. Wann sie hinsah, hat niemand aufgezeichnet.</source>
        <translation>The shift back then acknowledged {0} of these alarms, after {1} in the median. Nobody recorded when it looked.</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Priorität</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Ausgelöst</source>
        <translation>Raised</translation>
    </message>
    <message>
        <source>Bemerkt nach</source>
        <translation>Noticed after</translation>
    </message>
    <message>
        <source>Quittiert nach</source>
        <translation>Acknowledged after</translation>
    </message>
    <message>
        <source>Verortet nach</source>
        <translation>Located after</translation>
    </message>
    <message>
        <source>Schicht: quittiert</source>
        <translation>Shift: acknowledged</translation>
    </message>
    <message>
        <source>Schicht: gehandelt</source>
        <translation>Shift: acted</translation>
    </message>
    <message>
        <source>Zeit</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Woran</source>
        <translation>On what</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Auswertung speichern</source>
        <translation>Save debrief</translation>
    </message>
    <message>
        <source>uebung.csv</source>
        <translation>drill.csv</translation>
    </message>
    <message>
        <source>Tabelle (*.csv);;Alles, auch der Ablauf (*.json)</source>
        <translation>Table (*.csv);;Everything, with the course of events (*.json)</translation>
    </message>
    <message>
        <source>{0} konnte nicht geschrieben werden: {1}</source>
        <translation>{0} could not be written: {1}</translation>
    </message>
    <message>
        <source>Geschrieben: {0}</source>
        <translation>Written: {0}</translation>
    </message>
</context>
<context>
    <name>DecisionPane</name>
    <message>
        <source>Noch ist keine Entscheidung erfasst. Was hat das Gremium zu entscheiden?</source>
        <translation>No decision is recorded yet. What does the body have to decide?</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt war noch keine Entscheidung erfasst.</source>
        <translation>At that time no decision was recorded yet.</translation>
    </message>
    <message>
        <source>Neue Entscheidung</source>
        <translation>New decision</translation>
    </message>
    <message>
        <source>Keine Entscheidung passt zu dieser Auswahl.</source>
        <translation>No decision matches this choice.</translation>
    </message>
    <message>
        <source>Auswahl aufheben</source>
        <translation>Clear choice</translation>
    </message>
    <message>
        <source>Alle Gremien</source>
        <translation>All bodies</translation>
    </message>
    <message>
        <source>{0} offen</source>
        <translation>{0} open</translation>
    </message>
    <message>
        <source>{0} überfällig</source>
        <translation>{0} overdue</translation>
    </message>
    <message>
        <source>{0} entschieden</source>
        <translation>{0} decided</translation>
    </message>
    <message>
        <source>Überfällige Folgen: {0}</source>
        <translation>Overdue follow-ups: {0}</translation>
    </message>
    <message>
        <source>Ein Klick zeigt nur diese, ein zweiter wieder alle.</source>
        <translation>One click shows only these, a second one all again.</translation>
    </message>
    <message>
        <source>{0} von {1} Entscheidungen</source>
        <translation>{0} of {1} decisions</translation>
    </message>
    <message>
        <source>1 Entscheidung</source>
        <translation>1 decision</translation>
    </message>
    <message>
        <source>{0} Entscheidungen</source>
        <translation>{0} decisions</translation>
    </message>
    <message>
        <source>Erledigt: was aus „{0}“ folgt</source>
        <translation>Done: what follows from “{0}”</translation>
    </message>
    <message>
        <source>Als erledigt melden</source>
        <translation>Mark as done</translation>
    </message>
    <message>
        <source>„{0}“ vertagen</source>
        <translation>Defer “{0}”</translation>
    </message>
    <message>
        <source>Vertagen</source>
        <translation>Defer</translation>
    </message>
    <message>
        <source>Öffnen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Adresse öffnen</source>
        <translation>Open address</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Neue Entscheidung …</source>
        <translation>New decision …</translation>
    </message>
    <message>
        <source>Als erledigt melden …</source>
        <translation>Report as done …</translation>
    </message>
    <message>
        <source>Vertagen …</source>
        <translation>Defer …</translation>
    </message>
    <message>
        <source>Änderungen zeigen</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>Als Tabelle kopieren</source>
        <translation>Copy as table</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Entfernen …</source>
        <translation>Remove …</translation>
    </message>
    <message>
        <source>Suchen</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Entscheidungen durchsuchen</source>
        <translation>Search decisions</translation>
    </message>
    <message>
        <source>Gremium, dessen Entscheidungen gezeigt werden</source>
        <translation>Body whose decisions are shown</translation>
    </message>
    <message>
        <source>Eine neue Entscheidung anlegen</source>
        <translation>Create a new decision</translation>
    </message>
    <message>
        <source>Liste der Entscheidungen</source>
        <translation>List of decisions</translation>
    </message>
</context>
<context>
    <name>DecisionSheet</name>
    <message>
        <source>Wählen Sie eine Entscheidung, um sie zu lesen.</source>
        <translation>Select a decision to read it.</translation>
    </message>
    <message>
        <source>Der Wortlaut ist nicht erfasst.</source>
        <translation>The wording is not recorded.</translation>
    </message>
    <message>
        <source>Nur Adressen mit http oder https werden geöffnet.</source>
        <translation>Only addresses with http or https are opened.</translation>
    </message>
    <message>
        <source>Vorlage {0}</source>
        <translation>Paper {0}</translation>
    </message>
    <message>
        <source>entschieden am {0}</source>
        <translation>decided on {0}</translation>
    </message>
    <message>
        <source>fällig am {0}</source>
        <translation>due on {0}</translation>
    </message>
    <message>
        <source>Daraus folgt nichts, was zu erledigen wäre.</source>
        <translation>Nothing follows that would have to be done.</translation>
    </message>
    <message>
        <source>Wortlaut</source>
        <translation>Wording</translation>
    </message>
    <message>
        <source>Was daraus folgt</source>
        <translation>What follows from it</translation>
    </message>
    <message>
        <source>Als erledigt melden</source>
        <translation>Mark as done</translation>
    </message>
    <message>
        <source>Vertagen …</source>
        <translation>Defer …</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Adresse öffnen</source>
        <translation>Open address</translation>
    </message>
    <message>
        <source>Gewählte Entscheidung</source>
        <translation>Selected decision</translation>
    </message>
</context>
<context>
    <name>DeliveriesPage</name>
    <message>
        <source>Zustellung</source>
        <translation>Delivery</translation>
    </message>
    <message>
        <source>Zeit</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Ergebnis</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>An</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Wie, oder warum nicht</source>
        <translation>How, or why not</translation>
    </message>
    <message>
        <source>Es ging noch keine Nachricht hinaus.</source>
        <translation>No message has gone out yet.</translation>
    </message>
    <message>
        <source>zugestellt</source>
        <translation>delivered</translation>
    </message>
    <message>
        <source>nicht zugestellt</source>
        <translation>not delivered</translation>
    </message>
    <message>
        <source>{how} ({policy}, Stufe {n})</source>
        <translation>{how} ({policy}, level {n})</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Häufigste</source>
        <translation>Most frequent</translation>
    </message>
    <message>
        <source>Flatternd</source>
        <translation>Chattering</translation>
    </message>
    <message>
        <source>Flüchtig</source>
        <translation>Fleeting</translation>
    </message>
    <message>
        <source>Länger als 24 h</source>
        <translation>Longer than 24 h</translation>
    </message>
    <message>
        <source>Fluten</source>
        <translation>Floods</translation>
    </message>
    <message>
        <source>In diesem Zeitraum hat kein Alarm gemeldet.</source>
        <translation>No alarm was raised in this range.</translation>
    </message>
    <message>
        <source>Kein Alarm flattert.</source>
        <translation>No alarm is chattering.</translation>
    </message>
    <message>
        <source>Kein Alarm ist meist nach einer Minute vorbei.</source>
        <translation>No alarm is mostly over after a minute.</translation>
    </message>
    <message>
        <source>Kein Alarm stand länger als 24 Stunden an.</source>
        <translation>No alarm was active for longer than 24 hours.</translation>
    </message>
    <message>
        <source>Es gab keine Flut.</source>
        <translation>There was no flood.</translation>
    </message>
    <message>
        <source>Eine Flut wählen und mit der Eingabetaste zu ihrem Beginn gehen.</source>
        <translation>Choose a flood and press Enter to go to its start.</translation>
    </message>
    <message>
        <source>Einen Alarm wählen, um seinen Vorschlag zu lesen und anzusehen.</source>
        <translation>Choose an alarm to read and view its proposal.</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt gehen</source>
        <translation>Go to this moment</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Vorschlag ansehen</source>
        <translation>View proposal</translation>
    </message>
    <message>
        <source>Die Regel mit der vorgeschlagenen Änderung öffnen und zurückrechnen</source>
        <translation>Open the rule with the proposed change and back-test it</translation>
    </message>
    <message>
        <source>Alarm zeigen</source>
        <translation>Show alarm</translation>
    </message>
    <message>
        <source>Den Alarm in der Liste zeigen</source>
        <translation>Show the alarm in the list</translation>
    </message>
    <message>
        <source>Auffällige Alarme</source>
        <translation>Bad actor alarms</translation>
    </message>
    <message>
        <source>Auffällige Alarme mit Vorschlägen</source>
        <translation>Bad actor alarms with proposals</translation>
    </message>
    <message>
        <source>Alarmfluten</source>
        <translation>Alarm floods</translation>
    </message>
</context>
<context>
    <name>DifferencesModel</name>
    <message>
        <source>+ neu</source>
        <translation>+ new</translation>
    </message>
    <message>
        <source>× entfällt</source>
        <translation>× disappears</translation>
    </message>
    <message>
        <source>{0}, steht</source>
        <translation>{0}, active</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Beginn</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Dauer</source>
        <translation>Duration</translation>
    </message>
    <message>
        <source>Wert</source>
        <translation>Value</translation>
    </message>
</context>
<context>
    <name>DraftDelegate</name>
    <message>
        <source>ganze Stadt</source>
        <translation>whole city</translation>
    </message>
</context>
<context>
    <name>DraftsPanel</name>
    <message>
        <source>„{0}“ für alle Zeilen übernehmen</source>
        <translation>Apply “{0}” to all rows</translation>
    </message>
    <message>
        <source>Entfernen</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Ziehen Sie Knoten aus der Quelle hierher, um Datenpunkte aus ihnen zu machen. Mit der Tastatur: Knoten wählen, Eingabetaste.</source>
        <translation>Drag nodes of the source here to make points of them. By keyboard: select nodes, press Enter.</translation>
    </message>
    <message>
        <source>Neue Datenpunkte</source>
        <translation>New points</translation>
    </message>
    <message>
        <source>Wird angelegt …</source>
        <translation>Creating …</translation>
    </message>
    <message numerus="yes">
        <source>%n Datenpunkt(e) anlegen</source>
        <translation>
            <numerusform>Create %n point</numerusform>
            <numerusform>Create %n points</numerusform>
        </translation>
    </message>
    <message>
        <source>Anlegen</source>
        <translation>Create</translation>
    </message>
    <message numerus="yes">
        <source>%n Zeile(n) brauchen noch eine Angabe; die übrigen lassen sich schon anlegen.</source>
        <translation>
            <numerusform>%n row still lacks something; the others can be created already.</numerusform>
            <numerusform>%n rows still lack something; the others can be created already.</numerusform>
        </translation>
    </message>
    <message>
        <source>Gespeichert wird in {0}</source>
        <translation>Stored in {0}</translation>
    </message>
    <message>
        <source>Rückgängig</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Nimmt den letzten Schritt zurück (Strg+Z)</source>
        <translation>Takes the last step back (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Wiederholen</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Macht ihn wieder (Strg+Umschalt+Z)</source>
        <translation>Takes it again (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Nimmt Zeilen von der Liste (Entf)</source>
        <translation>Takes rows off the list (Del)</translation>
    </message>
    <message>
        <source>In Verläufe zeigen</source>
        <translation>Show in trends</translation>
    </message>
    <message>
        <source>Zeigt die angelegten Punkte.</source>
        <translation>Shows the points that were created.</translation>
    </message>
    <message>
        <source>Legt an, was in Ordnung ist (Strg+S)</source>
        <translation>Creates what is in order (Ctrl+S)</translation>
    </message>
</context>
<context>
    <name>Drill</name>
    <message>
        <source>ÜBUNG</source>
        <translation>DRILL</translation>
    </message>
    <message>
        <source>Übung beenden und auswerten</source>
        <translation>End the drill and debrief</translation>
    </message>
    <message>
        <source>{0}× Tempo</source>
        <translation>{0}× speed</translation>
    </message>
    <message>
        <source>Wie schnell die Übung läuft</source>
        <translation>How fast the drill runs</translation>
    </message>
    <message>
        <source>Übung, nichts geht nach außen</source>
        <translation>Drill, nothing goes out</translation>
    </message>
    <message>
        <source>Nichts geht nach außen. Seit dem Beginn: {0}</source>
        <translation>Nothing goes out. Since the start: {0}</translation>
    </message>
</context>
<context>
    <name>DuePane</name>
    <message>
        <source>Alle Rollen</source>
        <translation>All roles</translation>
    </message>
    <message>
        <source>Alle Organisationen</source>
        <translation>All organisations</translation>
    </message>
    <message>
        <source>Neues Projekt</source>
        <translation>New project</translation>
    </message>
    <message>
        <source>Noch keine Projekte.</source>
        <translation>No projects yet.</translation>
    </message>
    <message>
        <source>Sie sehen einen vergangenen Stand. Ändern können Sie nur den gegenwärtigen.</source>
        <translation>You are looking at a past state. Only the present one can be changed.</translation>
    </message>
    <message>
        <source>Für diese Auswahl ist in den nächsten 30 Tagen nichts zu tun.</source>
        <translation>For this choice nothing is to be done in the next 30 days.</translation>
    </message>
    <message>
        <source>Alle zeigen</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>In den nächsten 30 Tagen ist nichts zu tun.</source>
        <translation>Nothing is to be done in the next 30 days.</translation>
    </message>
    <message>
        <source>Die ausgewählten Aufgaben als erledigt melden (Taste E)</source>
        <translation>Report the selected tasks as done (key E)</translation>
    </message>
    <message>
        <source>Das lässt sich nicht hier erledigen; bitte öffnen Sie es.</source>
        <translation>This cannot be done here; please open it.</translation>
    </message>
    <message>
        <source>Aufgaben: {0}, überfällig: {1}</source>
        <translation>Tasks: {0}, overdue: {1}</translation>
    </message>
    <message>
        <source>Aufgaben: {0}, überfällig: {1}, ausgewählt: {2}</source>
        <translation>Tasks: {0}, overdue: {1}, selected: {2}</translation>
    </message>
    <message>
        <source>Als erledigt gemeldet</source>
        <translation>Marked as done</translation>
    </message>
    <message>
        <source>Öffnen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Erledigt</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Änderungen zeigen</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>Als Tabelle kopieren</source>
        <translation>Copy as table</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Meine Rolle:</source>
        <translation>My role:</translation>
    </message>
    <message>
        <source>Meine Rolle</source>
        <translation>My role</translation>
    </message>
    <message>
        <source>Nur zeigen, was diese Rolle zu tun hat</source>
        <translation>Show only what this role has to do</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Nur zeigen, was diese Organisation zu tun hat</source>
        <translation>Show only what this organisation has to do</translation>
    </message>
    <message>
        <source>Was zu tun ist</source>
        <translation>What is to be done</translation>
    </message>
</context>
<context>
    <name>DutyForm</name>
    <message>
        <source>Bereitschaft</source>
        <translation>On call</translation>
    </message>
    <message>
        <source>&amp;Person</source>
        <translation>&amp;Person</translation>
    </message>
    <message>
        <source>&amp;Zeiten</source>
        <translation>&amp;Times</translation>
    </message>
    <message>
        <source>Es gilt die Uhr der Stadt. Eine Nacht wie 22:00–06:00 gehört zu dem Tag, an dem sie beginnt.</source>
        <translation>The clock of the city counts. A night such as 22:00–06:00 belongs to the day it begins on.</translation>
    </message>
    <message>
        <source>Wählen Sie eine Person.</source>
        <translation>Choose a person.</translation>
    </message>
</context>
<context>
    <name>DutyPage</name>
    <message>
        <source>Bereitschaft</source>
        <translation>On call</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Tage</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>Uhrzeit</source>
        <translation>Time of day</translation>
    </message>
    <message>
        <source>Noch hat niemand Bereitschaft.</source>
        <translation>Nobody is on call yet.</translation>
    </message>
    <message>
        <source>Zeit hinzufügen</source>
        <translation>Add time</translation>
    </message>
    <message>
        <source>Ohne Bereitschaft: {gaps}</source>
        <translation>Nobody on call: {gaps}</translation>
    </message>
    <message>
        <source>Keine Lücke.</source>
        <translation>No gap.</translation>
    </message>
    <message>
        <source>Jetzt in Bereitschaft: {people}</source>
        <translation>On call now: {people}</translation>
    </message>
    <message>
        <source>Danach ändert sich nichts.</source>
        <translation>Nothing changes after that.</translation>
    </message>
    <message>
        <source>Ab {day} {clock}: {people}</source>
        <translation>From {day} {clock}: {people}</translation>
    </message>
</context>
<context>
    <name>EditDialog</name>
    <message>
        <source>Begründung</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>{0}: Kopie anlegen</source>
        <translation>{0}: make a copy</translation>
    </message>
    <message>
        <source>{0} bearbeiten</source>
        <translation>Edit {0}</translation>
    </message>
    <message>
        <source>{0} neu anlegen</source>
        <translation>New: {0}</translation>
    </message>
    <message>
        <source>Speichern</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Begründung der Änderung</source>
        <translation>Reason for the change</translation>
    </message>
    <message>
        <source>Warum? (steht in den Änderungen)</source>
        <translation>Why? (kept with the changes)</translation>
    </message>
    <message>
        <source>Diesen Datensatz gibt es nicht mehr.</source>
        <translation>This record no longer exists.</translation>
    </message>
    <message>
        <source>Der Bestand lässt sich nicht lesen: {0}</source>
        <translation>The inventory cannot be read: {0}</translation>
    </message>
    <message>
        <source>{0} Anschlüsse nach der Vorlage des Typs mit anlegen</source>
        <translation>Also create {0} ports from the template of the type</translation>
    </message>
    <message>
        <source>Diesen Datensatz hat inzwischen jemand entfernt.</source>
        <translation>Somebody has removed this record in the meantime.</translation>
    </message>
    <message>
        <source>Ihre Änderungen sind noch nicht gespeichert.</source>
        <translation>Your changes have not been saved yet.</translation>
    </message>
    <message>
        <source>Verwerfen</source>
        <translation>Discard</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>Bitte wählen Sie zuerst Datensätze einer Art aus.</source>
        <translation>Please select records of one kind first.</translation>
    </message>
    <message>
        <source>{0} „{1}“ entfernen?</source>
        <translation>Remove {0} “{1}”?</translation>
    </message>
    <message>
        <source>{0} Datensätze entfernen?</source>
        <translation>Remove {0} records?</translation>
    </message>
    <message>
        <source>Entfernen</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Der Verlauf der Änderungen behält alles, und Sie können es rückgängig machen.</source>
        <translation>The log of changes keeps all of it, and you can undo it.</translation>
    </message>
    <message>
        <source>Mit gehen {0} Einträge, die ohne das nichts bedeuten: Teile, Befunde, Notizen, Beziehungen.</source>
        <translation>{0} entries that mean nothing without it go along: parts, findings, notes, relations.</translation>
    </message>
    <message>
        <source>Entfernt</source>
        <translation>Removed</translation>
    </message>
    <message>
        <source>Entfernt. Mit Strg+Z machen Sie es rückgängig.</source>
        <translation>Removed. Ctrl+Z undoes it.</translation>
    </message>
    <message>
        <source>Rückgängig machen</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Sie sehen einen vergangenen Stand; ändern lässt sich nur der gegenwärtige. Strg+L führt zurück zur Gegenwart.</source>
        <translation>You are looking at a past state; only the present can be changed. Ctrl+L leads back to the present.</translation>
    </message>
</context>
<context>
    <name>EmptyFormulas</name>
    <message>
        <source>Noch keine Formel. Ziehen Sie Datenpunkte herein, oder beginnen Sie mit einem Beispiel:</source>
        <translation>No formula yet. Drag points in, or begin with an example:</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>{0} In diesem Profil ist dafür noch nichts eingerichtet.</source>
        <translation>{0} Nothing has been set up for it in this profile yet.</translation>
    </message>
    <message>
        <source>Zur Lage</source>
        <translation>Go to the overview</translation>
    </message>
</context>
<context>
    <name>ErrorFiles</name>
    <message>
        <source>Arbeitsmappe</source>
        <translation>Workbook</translation>
    </message>
    <message>
        <source>{0} Fehler.xlsx</source>
        <translation>{0} errors.xlsx</translation>
    </message>
    <message>
        <source>Fehlerdatei speichern</source>
        <translation>Save file of errors</translation>
    </message>
    <message>
        <source>{0} Zeilen mit Fehlern stehen in {1}.</source>
        <translation>{0} rows with errors are in {1}.</translation>
    </message>
    <message>
        <source>Die Fehlerdatei lässt sich nicht speichern: {0}</source>
        <translation>The file of errors cannot be saved: {0}</translation>
    </message>
</context>
<context>
    <name>EventDialog</name>
    <message>
        <source>Übereinanderlegen</source>
        <translation>Overlay</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>An einem Ereignis ausrichten</source>
        <translation>Align at an event</translation>
    </message>
    <message>
        <source>Dieses Ereignis bleibt, wo es ist</source>
        <translation>This event stays where it is</translation>
    </message>
    <message>
        <source>Dieses wird darübergelegt</source>
        <translation>This one is laid over it</translation>
    </message>
    <message>
        <source>Bitte zwei verschiedene Ereignisse wählen. Marken setzen Sie im Verlauf mit M und Umschalt+M.</source>
        <translation>Please choose two different events. Set markers in the trend with M and Shift+M.</translation>
    </message>
</context>
<context>
    <name>EventLine</name>
    <message>
        <source>Ein Ereignis: Es steht nur im Journal und alarmiert niemanden.</source>
        <translation>An event: it stands in the journal only and raises no alarm.</translation>
    </message>
    <message>
        <source>Als Alarm führen</source>
        <translation>Make it an alarm</translation>
    </message>
    <message>
        <source>Ohne Maßnahme ist das kein Alarm.</source>
        <translation>Without an action this is no alarm.</translation>
    </message>
    <message>
        <source>Als Ereignis führen</source>
        <translation>Make it an event</translation>
    </message>
</context>
<context>
    <name>EvidenceEditor</name>
    <message>
        <source>Worauf beruht der Wert?</source>
        <translation>What does the value rest on?</translation>
    </message>
    <message>
        <source>Der Wert wird von Hand gemeldet und überall als gemeldet gezeigt.</source>
        <translation>The value is reported by hand and shown everywhere as reported.</translation>
    </message>
    <message>
        <source>Nachweis</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Der Wert beruht auf dem Bestand oder dem Programm</source>
        <translation>The value rests on the inventory or the programme</translation>
    </message>
    <message>
        <source>Der Wert beruht auf gemessenen Werten</source>
        <translation>The value rests on measured values</translation>
    </message>
    <message>
        <source>Der Wert wird von Hand gemeldet</source>
        <translation>The value is reported by hand</translation>
    </message>
    <message>
        <source>Warum? (steht in den Änderungen)</source>
        <translation>Why? (is kept with the changes)</translation>
    </message>
    <message>
        <source>Begründung der Änderung</source>
        <translation>Reason for the change</translation>
    </message>
    <message>
        <source>Speichern</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Die bisherige Abfrage ist nicht lesbar: {0}</source>
        <translation>The query there was cannot be read: {0}</translation>
    </message>
    <message>
        <source>Noch nicht vollständig</source>
        <translation>Not complete yet</translation>
    </message>
    <message>
        <source>{0} – {1}, Alter der Daten {2}, {3} Werte</source>
        <translation>{0} – {1}, age of the data {2}, {3} values</translation>
    </message>
    <message>
        <source>Der Wert lässt sich gerade nicht lesen: {0}</source>
        <translation>The value cannot be read just now: {0}</translation>
    </message>
</context>
<context>
    <name>EvidenceModel</name>
    <message>
        <source>Nachweis</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Meilenstein oder Kennzahl</source>
        <translation>Milestone or key figure</translation>
    </message>
    <message>
        <source>Projekt</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Gemessen</source>
        <translation>Measured</translation>
    </message>
    <message>
        <source>Ziel</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>Gemeldet</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>Abweichung</source>
        <translation>Drift</translation>
    </message>
    <message>
        <source>Alter der Daten</source>
        <translation>Age of the data</translation>
    </message>
    <message>
        <source>von Hand gemeldet</source>
        <translation>reported by hand</translation>
    </message>
    <message>
        <source>wird gefragt …</source>
        <translation>being asked …</translation>
    </message>
    <message>
        <source>{0}, weicht ab</source>
        <translation>{0}, drifts</translation>
    </message>
    <message>
        <source>erreicht</source>
        <translation>reached</translation>
    </message>
</context>
<context>
    <name>EvidencePane</name>
    <message>
        <source>In diesem Projekt beruht noch kein Wert auf einer Abfrage.</source>
        <translation>In this project no value rests on a query yet.</translation>
    </message>
    <message>
        <source>Alle Projekte zeigen</source>
        <translation>Show all projects</translation>
    </message>
    <message>
        <source>Noch beruht kein Meilenstein und keine Kennzahl auf einer Abfrage.</source>
        <translation>No milestone and no key figure rests on a query yet.</translation>
    </message>
    <message>
        <source>Kennzahl anlegen …</source>
        <translation>New key figure …</translation>
    </message>
    <message>
        <source>Sie sehen den Stand von damals. Ändern können Sie nur den gegenwärtigen.</source>
        <translation>You see how it was then. Only the present can be changed.</translation>
    </message>
    <message>
        <source>{0} Nachweise</source>
        <translation>{0} pieces of evidence</translation>
    </message>
    <message>
        <source>1 Nachweis</source>
        <translation>1 piece of evidence</translation>
    </message>
    <message>
        <source>{0} Nachweise, bei {1} lohnt ein Blick</source>
        <translation>{0} pieces of evidence, {1} are worth a look</translation>
    </message>
    <message>
        <source>Auch von Hand gemeldete zeigen</source>
        <translation>Show those reported by hand as well</translation>
    </message>
    <message>
        <source>Nachweise</source>
        <translation>Evidence</translation>
    </message>
</context>
<context>
    <name>EvidenceSheet</name>
    <message>
        <source>Ändern können Sie nur den gegenwärtigen Stand.</source>
        <translation>Only the present can be changed.</translation>
    </message>
    <message>
        <source>Von Hand gemeldet: Der Wert beruht auf keiner Abfrage.</source>
        <translation>Reported by hand: the value rests on no query.</translation>
    </message>
    <message>
        <source>Der Nachweis wird gefragt …</source>
        <translation>The evidence is being asked …</translation>
    </message>
    <message>
        <source>{0}; gemeldet wurde etwas anderes</source>
        <translation>{0}; something else was reported</translation>
    </message>
    <message>
        <source>Gemessen</source>
        <translation>Measured</translation>
    </message>
    <message>
        <source>Stand</source>
        <translation>As of</translation>
    </message>
    <message>
        <source>Ziel</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>Fällig am</source>
        <translation>Due on</translation>
    </message>
    <message>
        <source>erreicht</source>
        <translation>reached</translation>
    </message>
    <message>
        <source>{0} (Stand {1})</source>
        <translation>{0} (as of {1})</translation>
    </message>
    <message>
        <source>Gemeldet</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>Abweichung</source>
        <translation>Drift</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <source>Alter der Daten</source>
        <translation>Age of the data</translation>
    </message>
    <message>
        <source>Beruht auf</source>
        <translation>Rests on</translation>
    </message>
    <message>
        <source>{0} Werten von {1} Datenpunkten</source>
        <translation>{0} values of {1} points</translation>
    </message>
    <message>
        <source>{0} Werten eines Datenpunkts</source>
        <translation>{0} values of one point</translation>
    </message>
    <message>
        <source>einem Datensatz</source>
        <translation>one record</translation>
    </message>
    <message>
        <source>{0} Datensätzen</source>
        <translation>{0} records</translation>
    </message>
    <message>
        <source>Dahinter stehen:</source>
        <translation>Behind it:</translation>
    </message>
    <message>
        <source>Dahinter stehen {0} Datensätze, die ersten {1} davon:</source>
        <translation>Behind it are {0} records, the first {1} of them:</translation>
    </message>
    <message>
        <source>Nachweis ändern …</source>
        <translation>Change evidence …</translation>
    </message>
    <message>
        <source>Nachweis anlegen …</source>
        <translation>Make evidence …</translation>
    </message>
    <message>
        <source>Alle Nachweise</source>
        <translation>All evidence</translation>
    </message>
    <message>
        <source>Alle im Bestand zeigen</source>
        <translation>Show all in the inventory</translation>
    </message>
    <message>
        <source>Verlauf in den Trends zeigen</source>
        <translation>Show the course in the trends</translation>
    </message>
    <message>
        <source>Was hinter dem Wert steht</source>
        <translation>What is behind the value</translation>
    </message>
</context>
<context>
    <name>EvidenceTable</name>
    <message>
        <source>Nachweis zeigen</source>
        <translation>Show evidence</translation>
    </message>
    <message>
        <source>Nachweis ändern …</source>
        <translation>Change evidence …</translation>
    </message>
    <message>
        <source>Datensatz bearbeiten …</source>
        <translation>Edit record …</translation>
    </message>
    <message>
        <source>Änderungen zeigen</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Ausgeben …</source>
        <translation>Export …</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Helle Farben (für Papier)</source>
        <translation>Light colours (for paper)</translation>
    </message>
    <message>
        <source>Speichern …</source>
        <translation>Save …</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Ausschnitt exportieren</source>
        <translation>Export section</translation>
    </message>
    <message>
        <source>Datei</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Aufbau</source>
        <translation>Layout</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>Eine Seite mit Kurven, Legende, Kennzahlen und Notizen, wie jetzt zu sehen.</source>
        <translation>A page with curves, legend, statistics and notes, as shown now.</translation>
    </message>
    <message>
        <source>In diesem Ausschnitt gibt es keine Werte.</source>
        <translation>There are no values in this section.</translation>
    </message>
    <message>
        <source>%1 Zeilen, etwa %2.</source>
        <translation>%1 rows, about %2.</translation>
    </message>
    <message>
        <source>Etwa %1 Zeilen, etwa %2.</source>
        <translation>About %1 rows, about %2.</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>Datei</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Datensätze</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>Spalten</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Stand</source>
        <translation>As of</translation>
    </message>
    <message>
        <source>Für wen</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>Speichern als</source>
        <translation>Save as</translation>
    </message>
    <message>
        <source>Zahlen mit Dezimalkomma</source>
        <translation>Numbers with a decimal comma</translation>
    </message>
    <message>
        <source>Die Empfänger dürfen diese Angaben kennen.</source>
        <translation>The recipients are allowed to know these details.</translation>
    </message>
    <message>
        <source>Ordner und Namen der Datei wählen</source>
        <translation>Choose the folder and name of the file</translation>
    </message>
    <message>
        <source>Datei wählen</source>
        <translation>Choose file</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>{0} von {1} Monaten abgeschrieben</source>
        <translation>{0} of {1} months depreciated</translation>
    </message>
    <message>
        <source>Buchwert</source>
        <translation>Book value</translation>
    </message>
    <message>
        <source>Lineare Abschreibung, der Monat des Kaufs zählt ganz.</source>
        <translation>Straight-line depreciation; the month of purchase counts in full.</translation>
    </message>
    <message>
        <source>frei</source>
        <translation>free</translation>
    </message>
    <message>
        <source>Verbindung</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>und {0} weitere</source>
        <translation>and {0} more</translation>
    </message>
</context>
<context>
    <name>FaultsDialog</name>
    <message>
        <source>Kopiert.</source>
        <translation>Copied.</translation>
    </message>
    <message>
        <source>Die Datei konnte nicht geschrieben werden: {reason}</source>
        <translation>The file could not be written: {reason}</translation>
    </message>
    <message>
        <source>Gespeichert: {path}</source>
        <translation>Saved: {path}</translation>
    </message>
    <message>
        <source>Hinweise speichern</source>
        <translation>Save notes</translation>
    </message>
    <message>
        <source>Hinweise zu „{name}“</source>
        <translation>Notes on “{name}”</translation>
    </message>
    <message>
        <source>Auf der Karte zeigen</source>
        <translation>Show on the map</translation>
    </message>
    <message>
        <source>Die Karte geht zu dem gewählten Objekt (Eingabe)</source>
        <translation>The map goes to the selected feature (Enter)</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Die gewählten Zeilen, sonst alle (Strg+C)</source>
        <translation>The selected rows, otherwise all of them (Ctrl+C)</translation>
    </message>
    <message>
        <source>Als CSV speichern …</source>
        <translation>Save as CSV …</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>An dieser Datei ist nichts auszusetzen.</source>
        <translation>There is nothing wrong with this file.</translation>
    </message>
    <message>
        <source>Fehlt auf der Karte: {n}</source>
        <translation>Missing on the map: {n}</translation>
    </message>
    <message>
        <source>berichtigt: {n}</source>
        <translation>corrected: {n}</translation>
    </message>
    <message>
        <source>gezeigt, aber bitte prüfen: {n}</source>
        <translation>shown, but please check: {n}</translation>
    </message>
</context>
<context>
    <name>FaultsModel</name>
    <message>
        <source>Datei</source>
        <translation>File</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Das ist keine Zahl.</source>
        <translation>That is not a number.</translation>
    </message>
</context>
<context>
    <name>FieldsPanel</name>
    <message>
        <source>Begründung</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Bitte sagen Sie, warum sich das ändert.</source>
        <translation>Please say why this changes.</translation>
    </message>
</context>
<context>
    <name>FigureCard</name>
    <message>
        <source>Seit dem Start der Erfassung.</source>
        <translation>Since the collector started.</translation>
    </message>
    <message>
        <source>Nachrichten gesamt</source>
        <translation>Messages in total</translation>
    </message>
    <message>
        <source>Werte gesamt</source>
        <translation>Values in total</translation>
    </message>
</context>
<context>
    <name>FiguresModel</name>
    <message>
        <source>bisher</source>
        <translation>so far</translation>
    </message>
    <message>
        <source>künftig</source>
        <translation>from now on</translation>
    </message>
    <message>
        <source>Unterschied</source>
        <translation>Difference</translation>
    </message>
</context>
<context>
    <name>FileProgress</name>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Einlesen abbrechen</source>
        <translation>Stop reading the file</translation>
    </message>
</context>
<context>
    <name>FileSource</name>
    <message>
        <source>Plan öffnen</source>
        <translation>Open plan</translation>
    </message>
    <message>
        <source>Pläne</source>
        <translation>Plans</translation>
    </message>
    <message>
        <source>MS Project als XML oder ein Kalender (.ics). Sie können die Datei auch hierher ziehen. Erst wird nur gezeigt, was sich ändern würde.</source>
        <translation>MS Project as XML, or a calendar (.ics). You can also drag the file here. At first it is only shown what would change.</translation>
    </message>
    <message>
        <source>Datei wählen …</source>
        <translation>Choose file …</translation>
    </message>
</context>
<context>
    <name>FileStep</name>
    <message>
        <source>Alle Dateien</source>
        <translation>All files</translation>
    </message>
    <message>
        <source>Datei zum Importieren</source>
        <translation>File to import</translation>
    </message>
    <message>
        <source>Tabellen und Geodaten</source>
        <translation>Tables and geodata</translation>
    </message>
    <message>
        <source>Ordner mit Gerätetypen oder Inventaren</source>
        <translation>Folder with device types or inventories</translation>
    </message>
    <message>
        <source>Datei hierher ziehen</source>
        <translation>Drag a file here</translation>
    </message>
    <message>
        <source>CSV, Arbeitsmappen (XLSX, XLS, ODS), GeoJSON, GeoPackage, Gerätetypen der NetBox-Bibliothek (YAML) und Inventare von GLPI-Agenten (JSON), auch als ZIP. Nichts wird geändert, bevor Sie am Ende zustimmen.</source>
        <translation>CSV, workbooks (XLSX, XLS, ODS), GeoJSON, GeoPackage, device types of the NetBox library (YAML) and inventories of GLPI agents (JSON), also as ZIP. Nothing is changed before you agree at the end.</translation>
    </message>
    <message>
        <source>Andere Datei wählen …</source>
        <translation>Choose another file …</translation>
    </message>
    <message>
        <source>Datei wählen …</source>
        <translation>Choose file …</translation>
    </message>
    <message>
        <source>Ordner wählen …</source>
        <translation>Choose folder …</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Alle Filter entfernen</source>
        <translation>Remove all filters</translation>
    </message>
    <message>
        <source>Auswahl „{name}“ aufheben</source>
        <translation>Clear the selection “{name}”</translation>
    </message>
    <message>
        <source>{shown} von {total}</source>
        <translation>{shown} of {total}</translation>
    </message>
    <message>
        <source>Filtern: Name, Standort, Quelle …</source>
        <translation>Filter: name, site, source …</translation>
    </message>
    <message>
        <source>Datenpunkte filtern</source>
        <translation>Filter points</translation>
    </message>
    <message>
        <source>Alle Wörter müssen vorkommen; ß und ss, ä und ae gelten gleich. Strg+F</source>
        <translation>All words must occur; ß equals ss, ä equals ae. Ctrl+F</translation>
    </message>
    <message>
        <source>Neu sortieren</source>
        <translation>Sort again</translation>
    </message>
    <message>
        <source>Werte haben sich geändert; die Reihenfolge bleibt, bis Sie neu sortieren.</source>
        <translation>Values have changed; the order stays until you sort again.</translation>
    </message>
    <message>
        <source>Gruppierung</source>
        <translation>Grouping</translation>
    </message>
    <message>
        <source>Auffällig</source>
        <translation>Abnormal</translation>
    </message>
    <message>
        <source>Veraltet</source>
        <translation>Stale</translation>
    </message>
    <message>
        <source>Quelle gestört</source>
        <translation>Source down</translation>
    </message>
</context>
<context>
    <name>FilterChip</name>
    <message>
        <source>Klicken, um den Filter zu ändern.</source>
        <translation>Click to change the filter.</translation>
    </message>
    <message>
        <source>In der Gliederung gewählt: {0}</source>
        <translation>Selected in the outline: {0}</translation>
    </message>
    <message>
        <source>Filter „{0}“ entfernen</source>
        <translation>Remove filter “{0}”</translation>
    </message>
</context>
<context>
    <name>FilterDesk</name>
    <message>
        <source>Auswahl: {0} Datensätze</source>
        <translation>Selection: {0} records</translation>
    </message>
</context>
<context>
    <name>FilterPopup</name>
    <message>
        <source>alle Werte</source>
        <translation>all values</translation>
    </message>
    <message>
        <source>nur leere</source>
        <translation>only empty ones</translation>
    </message>
    <message>
        <source>nur ausgefüllte</source>
        <translation>only filled ones</translation>
    </message>
    <message>
        <source>Leere Werte</source>
        <translation>Empty values</translation>
    </message>
    <message>
        <source>Filtern</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter entfernen</source>
        <translation>Remove filter</translation>
    </message>
</context>
<context>
    <name>FindingsBar</name>
    <message>
        <source>Alle Regeln ({0})</source>
        <translation>All rules ({0})</translation>
    </message>
    <message>
        <source>Befunde durchsuchen</source>
        <translation>Search findings</translation>
    </message>
    <message>
        <source>Zu erledigen</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>Alle Zustände</source>
        <translation>All states</translation>
    </message>
    <message>
        <source>Jedes Gewicht</source>
        <translation>Any severity</translation>
    </message>
    <message>
        <source>Zustand der Befunde</source>
        <translation>State of the findings</translation>
    </message>
    <message>
        <source>Gewicht der Befunde</source>
        <translation>Severity of the findings</translation>
    </message>
    <message>
        <source>Regel der Befunde</source>
        <translation>Rule of the findings</translation>
    </message>
</context>
<context>
    <name>FindingsPane</name>
    <message>
        <source>Die Befunde lassen sich nicht lesen: {0}</source>
        <translation>The findings cannot be read: {0}</translation>
    </message>
    <message>
        <source>Kein Befund passt zu dieser Auswahl.</source>
        <translation>No finding matches this selection.</translation>
    </message>
    <message>
        <source>Auswahl aufheben</source>
        <translation>Clear selection</translation>
    </message>
    <message>
        <source>Es gibt keine offenen Befunde: Im Bestand passt alles zusammen.</source>
        <translation>There are no open findings: everything in the inventory fits together.</translation>
    </message>
    <message>
        <source>{0} Befunde</source>
        <translation>{0} findings</translation>
    </message>
    <message>
        <source>{0} Befunde, {1} ausgewählt</source>
        <translation>{0} findings, {1} selected</translation>
    </message>
    <message>
        <source>{0} Befunde damals. Ändern können Sie nur den gegenwärtigen Stand.</source>
        <translation>{0} findings at that time. Only the present can be changed.</translation>
    </message>
    <message>
        <source>Vorschlag übernehmen</source>
        <translation>Accept proposal</translation>
    </message>
    <message>
        <source>Zuweisen …</source>
        <translation>Assign …</translation>
    </message>
    <message>
        <source>Zurückstellen …</source>
        <translation>Shelve …</translation>
    </message>
    <message>
        <source>Erledigen …</source>
        <translation>Resolve …</translation>
    </message>
    <message>
        <source>Wieder öffnen</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>Befunde</source>
        <translation>Findings</translation>
    </message>
</context>
<context>
    <name>FinishPage</name>
    <message>
        <source>Inventur beenden: {0}</source>
        <translation>Finish stocktake: {0}</translation>
    </message>
    <message>
        <source>erwartet</source>
        <translation>expected</translation>
    </message>
    <message>
        <source>gefunden</source>
        <translation>found</translation>
    </message>
    <message>
        <source>falscher Ort</source>
        <translation>wrong place</translation>
    </message>
    <message>
        <source>unbekannt</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>nicht gefunden</source>
        <translation>not found</translation>
    </message>
    <message>
        <source>{0} weitere sind im Lager oder erst vorbereitet und bleiben, wie sie sind.</source>
        <translation>{0} more are in storage or only being prepared, and stay as they are.</translation>
    </message>
    <message>
        <source>Was gelesen wurde, als geprüft vermerken</source>
        <translation>Note what was read as checked</translation>
    </message>
    <message>
        <source>Bei Geräten ohne Raum den Raum eintragen, in dem sie stehen</source>
        <translation>For assets without a room, enter the room they are in</translation>
    </message>
    <message>
        <source>Am falschen Ort gefundene hierher umziehen</source>
        <translation>Move what was found in the wrong place here</translation>
    </message>
    <message>
        <source>Nicht gefundene als verloren melden</source>
        <translation>Report what was not found as lost</translation>
    </message>
    <message>
        <source>Wiedergefundene ins Lager nehmen</source>
        <translation>Return to storage what was found again</translation>
    </message>
    <message>
        <source>Grund</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Steht im Verlauf der Änderungen; darf leer bleiben.</source>
        <translation>Kept in the history of changes; may stay empty.</translation>
    </message>
    <message>
        <source>Weiter scannen</source>
        <translation>Continue scanning</translation>
    </message>
    <message>
        <source>Inventur abschließen</source>
        <translation>Finish stocktake</translation>
    </message>
</context>
<context>
    <name>FixedModel</name>
    <message>
        <source>noch offen: bitte eintragen</source>
        <translation>still open: please fill in</translation>
    </message>
    <message>
        <source>in allen Zeilen</source>
        <translation>in all rows</translation>
    </message>
    <message>
        <source>nur bei neuen Datensätzen</source>
        <translation>only for new records</translation>
    </message>
    <message>
        <source>Feld</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Wert</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Gilt</source>
        <translation>Applies</translation>
    </message>
</context>
<context>
    <name>FixedTable</name>
    <message>
        <source>Feld hinzufügen …</source>
        <translation>Add field …</translation>
    </message>
    <message>
        <source>Feld hinzufügen</source>
        <translation>Add field</translation>
    </message>
    <message>
        <source>Wert entfernen</source>
        <translation>Remove value</translation>
    </message>
    <message>
        <source>Feste Werte</source>
        <translation>Fixed values</translation>
    </message>
    <message>
        <source>Ein Wert mit Spalten in geschweiften Klammern wird zusammengesetzt, etwa „Ladestation {Adresse}“.</source>
        <translation>A value with columns in curly brackets is put together from them, such as “Charging station {Adresse}”.</translation>
    </message>
</context>
<context>
    <name>FlagEditor</name>
    <message>
        <source>nicht angegeben</source>
        <translation>not stated</translation>
    </message>
</context>
<context>
    <name>FloodBar</name>
    <message>
        <source>Alarmflut: {count} Alarme in 10 Minuten.</source>
        <translation>Alarm flood: {count} alarms in 10 minutes.</translation>
    </message>
    <message>
        <source>Gruppiert nach Ursache; der erste Alarm jeder Gruppe ist markiert.</source>
        <translation>Grouped by cause; the first-out alarm of each group is marked.</translation>
    </message>
    <message>
        <source>Die Alarmflut ist vorbei.</source>
        <translation>The alarm flood is over.</translation>
    </message>
    <message>
        <source>Flutansicht verlassen</source>
        <translation>Leave flood view</translation>
    </message>
    <message>
        <source>Wieder gruppieren und sortieren wie vor der Flut</source>
        <translation>Group and sort again as before the flood</translation>
    </message>
    <message>
        <source>Nach Ursache gruppieren</source>
        <translation>Group by cause</translation>
    </message>
    <message>
        <source>Fasst zusammen, was eine Ursache hat, und zeigt, was zuerst kam</source>
        <translation>Puts together what has one cause, and shows what came first</translation>
    </message>
</context>
<context>
    <name>FoldButton</name>
    <message>
        <source>aufgeklappt</source>
        <translation>expanded</translation>
    </message>
    <message>
        <source>zugeklappt</source>
        <translation>collapsed</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Alle laden</source>
        <translation>Load all</translation>
    </message>
    <message>
        <source>Die ersten {0} {1}</source>
        <translation>The first {0} {1}</translation>
    </message>
    <message>
        <source>{0} von {1} {2}</source>
        <translation>{0} of {1} {2}</translation>
    </message>
    <message>
        <source>{0}, {1} ausgewählt</source>
        <translation>{0}, {1} selected</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Die Zeilen werden geordnet.</source>
        <translation>The rows are being sorted.</translation>
    </message>
</context>
<context>
    <name>ForecastPanel</name>
    <message>
        <source>Haushaltsjahr</source>
        <translation>Budget year</translation>
    </message>
    <message>
        <source>fällig</source>
        <translation>due</translation>
    </message>
    <message>
        <source>ersetzt</source>
        <translation>replaced</translation>
    </message>
    <message>
        <source>Kosten</source>
        <translation>Cost</translation>
    </message>
    <message>
        <source>davon eigen</source>
        <translation>of which own</translation>
    </message>
    <message>
        <source>verschoben</source>
        <translation>postponed</translation>
    </message>
    <message>
        <source>Kosten verschoben</source>
        <translation>Cost postponed</translation>
    </message>
    <message>
        <source>zusammen</source>
        <translation>total</translation>
    </message>
    <message>
        <source>Ersatzbedarf nach Haushaltsjahren</source>
        <translation>Replacement needs by budget year</translation>
    </message>
    <message>
        <source>Kosten des Ersatzes je Haushaltsjahr</source>
        <translation>Cost of replacement for each budget year</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Ersatzbedarf nach Arten von Geräten</source>
        <translation>Replacement needs by kind of asset</translation>
    </message>
    <message>
        <source>Fällig ist ein Gerät nach Kauf und Nutzungsdauer seines Typs oder mit dem Ende der Unterstützung, was früher kommt; was schon fällig war, steht im ersten Jahr. Kosten sind Listenpreise. „Davon eigen“ gilt, wenn jeder Fördertopf wieder so zahlt wie beim Kauf.</source>
        <translation>An asset is due according to its purchase and the service life of its type, or when its support ends, whichever comes first; what was due already stands in the first year. Costs are list prices. “Of which own” holds if each funding pot pays again as it did at purchase.</translation>
    </message>
    <message>
        <source>Geräte ohne Preis: {0}.</source>
        <translation>Assets without a price: {0}.</translation>
    </message>
    <message>
        <source>Geräte, von denen nicht bekannt ist, wann sie fällig sind: {0}.</source>
        <translation>Assets of which it is not known when they are due: {0}.</translation>
    </message>
    <message>
        <source>Erst danach fällig: {0}.</source>
        <translation>Due only after that: {0}.</translation>
    </message>
    <message>
        <source>Preise je Jahr</source>
        <translation>Prices per year</translation>
    </message>
    <message>
        <source>Länger nutzen</source>
        <translation>Use longer</translation>
    </message>
    <message>
        <source>Grenze je Jahr</source>
        <translation>Limit per year</translation>
    </message>
    <message>
        <source>Monate</source>
        <translation>months</translation>
    </message>
    <message>
        <source>keine</source>
        <translation>none</translation>
    </message>
    <message>
        <source>So viel teurer wird alles in jedem Jahr, Prozent.</source>
        <translation>By how much everything gets dearer each year, in per cent.</translation>
    </message>
    <message>
        <source>So viele Monate länger werden Geräte genutzt. Das Ende der Unterstützung bleibt.</source>
        <translation>For how many months longer assets are used. The end of support stays.</translation>
    </message>
    <message>
        <source>So viel darf ein Jahr höchstens kosten, Euro. Was nicht hineinpasst, wird ins nächste Jahr verschoben, das Älteste zuerst.</source>
        <translation>How much a year may cost at most, in euros. What does not fit in is postponed to the next year, the oldest first.</translation>
    </message>
    <message>
        <source>Auch den Ersatz wieder ersetzen</source>
        <translation>Replace the replacement again, too</translation>
    </message>
    <message>
        <source>Was ersetzt wurde, ist nach seiner Nutzungsdauer wieder fällig.</source>
        <translation>What has been replaced is due again after its service life.</translation>
    </message>
</context>
<context>
    <name>FormulaBar</name>
    <message>
        <source>Formel hinzufügen</source>
        <translation>Add formula</translation>
    </message>
    <message>
        <source>Rückgängig</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Strg+Z</source>
        <translation>Ctrl+Z</translation>
    </message>
    <message>
        <source>Wiederholen</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Strg+Umschalt+Z</source>
        <translation>Ctrl+Shift+Z</translation>
    </message>
    <message>
        <source>Hilfe zu Formeln</source>
        <translation>Help on formulas</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
</context>
<context>
    <name>FormulaHead</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Formel</source>
        <translation>Formula</translation>
    </message>
    <message>
        <source>Einheit</source>
        <translation>Unit</translation>
    </message>
</context>
<context>
    <name>FormulaHelp</name>
    <message>
        <source>Hilfe zu Formeln</source>
        <translation>Help on formulas</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>FormulaPanel</name>
    <message>
        <source>Formel hinzufügen</source>
        <translation>Add formula</translation>
    </message>
    <message>
        <source>Formel entfernen</source>
        <translation>Remove formula</translation>
    </message>
    <message>
        <source>Formel verdoppeln</source>
        <translation>Duplicate formula</translation>
    </message>
    <message>
        <source>Formel ändern</source>
        <translation>Change formula</translation>
    </message>
    <message>
        <source>Formel</source>
        <translation>Formula</translation>
    </message>
    <message>
        <source>Formeln</source>
        <translation>Formulas</translation>
    </message>
</context>
<context>
    <name>FormulaRow</name>
    <message>
        <source>Name der Formel</source>
        <translation>Name of the formula</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Formel</source>
        <translation>Formula</translation>
    </message>
    <message>
        <source>zum Beispiel [Datenpunkt] * 2</source>
        <translation>for example [point] * 2</translation>
    </message>
    <message>
        <source>Einheit des Ergebnisses</source>
        <translation>Unit of the result</translation>
    </message>
    <message>
        <source>Formel verdoppeln</source>
        <translation>Duplicate formula</translation>
    </message>
    <message>
        <source>Formel entfernen</source>
        <translation>Remove formula</translation>
    </message>
</context>
<context>
    <name>GanttBar</name>
    <message>
        <source>Wird simuliert …</source>
        <translation>Simulating …</translation>
    </message>
    <message>
        <source>Termine simulieren</source>
        <translation>Simulate dates</translation>
    </message>
    <message>
        <source>Projekte und Arbeitspakete filtern</source>
        <translation>Filter projects and work items</translation>
    </message>
    <message>
        <source>Alle Wellen</source>
        <translation>All waves</translation>
    </message>
    <message>
        <source>Alle Handlungsfelder</source>
        <translation>All fields of action</translation>
    </message>
    <message>
        <source>Alle Organisationen</source>
        <translation>All organisations</translation>
    </message>
    <message>
        <source>Nur die Projekte der Auswahl zeigen</source>
        <translation>Show only the selected projects</translation>
    </message>
    <message>
        <source>Kleiner (−)</source>
        <translation>Smaller (−)</translation>
    </message>
    <message>
        <source>Größer (+)</source>
        <translation>Larger (+)</translation>
    </message>
    <message>
        <source>Zum Stichtag (Pos1)</source>
        <translation>Go to the reference day (Home)</translation>
    </message>
    <message>
        <source>Alles zeigen (F)</source>
        <translation>Show everything (F)</translation>
    </message>
    <message>
        <source>Mehr: drucken, speichern, kopieren</source>
        <translation>More: print, save, copy</translation>
    </message>
    <message>
        <source>Basisplan …</source>
        <translation>Baseline …</translation>
    </message>
    <message>
        <source>Basisplan festhalten: die Termine, wie sie jetzt stehen</source>
        <translation>Keep a baseline: the dates as they stand now</translation>
    </message>
    <message>
        <source>Rechnet 2.000 Durchläufe mit günstigen und ungünstigen Dauern und zeigt, bis wann Projekte und Meilensteine wahrscheinlich fertig sind.</source>
        <translation>Computes 2,000 runs with short and long durations and shows by when projects and milestones are likely to be finished.</translation>
    </message>
    <message>
        <source>Welle</source>
        <translation>Wave</translation>
    </message>
    <message>
        <source>Handlungsfeld</source>
        <translation>Field of action</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Nur Projekte zeigen</source>
        <translation>Show projects only</translation>
    </message>
    <message>
        <source>Alles aufklappen</source>
        <translation>Expand all</translation>
    </message>
    <message>
        <source>Legende</source>
        <translation>Legend</translation>
    </message>
    <message>
        <source>Tabelle kopieren</source>
        <translation>Copy table</translation>
    </message>
    <message>
        <source>Als PDF speichern …</source>
        <translation>Save as PDF …</translation>
    </message>
    <message>
        <source>Drucken …</source>
        <translation>Print …</translation>
    </message>
    <message>
        <source>Als Bild speichern (PNG) …</source>
        <translation>Save as picture (PNG) …</translation>
    </message>
    <message>
        <source>Als Zeichnung speichern (SVG) …</source>
        <translation>Save as drawing (SVG) …</translation>
    </message>
</context>
<context>
    <name>GanttModel</name>
    <message>
        <source>auf dem kritischen Weg</source>
        <translation>on the critical path</translation>
    </message>
    <message>
        <source>Frist wird verfehlt</source>
        <translation>deadline will be missed</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Beginn</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Erster Tag</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>Ende</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Letzter Tag, einschließlich</source>
        <translation>Last day, inclusive</translation>
    </message>
    <message>
        <source>Dauer</source>
        <translation>Duration</translation>
    </message>
    <message>
        <source>Arbeitstage</source>
        <translation>working days</translation>
    </message>
    <message>
        <source>Puffer</source>
        <translation>Slack</translation>
    </message>
    <message>
        <source>Arbeitstage, um die es sich verschieben darf, ohne das Ende des Projekts zu verschieben; unter null wird eine Frist verfehlt, welche sagt der Hinweis der Zeile</source>
        <translation>Working days it may slip without moving the end of the project; below zero a deadline is missed, the tip of the row says which</translation>
    </message>
    <message>
        <source>Fertig</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Fortschritt in Prozent</source>
        <translation>Progress in per cent</translation>
    </message>
    <message>
        <source>P80</source>
        <translation>P80</translation>
    </message>
    <message>
        <source>In vier von fünf simulierten Durchläufen bis dahin fertig</source>
        <translation>Finished by then in four of five simulated runs</translation>
    </message>
</context>
<context>
    <name>GanttPane</name>
    <message>
        <source>Projekte, Arbeitspakete und Meilensteine</source>
        <translation>Projects, work items and milestones</translation>
    </message>
    <message>
        <source>Balkenplan: Pfeiltasten wählen, Alt und Pfeiltasten verschieben um einen Arbeitstag, mit Umschalt ändern sie die Dauer</source>
        <translation>Gantt chart: arrow keys select, Alt and arrow keys move by a working day, with Shift they change the duration</translation>
    </message>
    <message>
        <source>Noch gibt es keine Projekte. Legen Sie das erste an, dann erscheint hier sein Plan.</source>
        <translation>There are no projects yet. Create the first one, and its plan appears here.</translation>
    </message>
    <message>
        <source>Projekt anlegen</source>
        <translation>Create project</translation>
    </message>
    <message>
        <source>Abhängigkeiten gehen im Kreis: {0}. Bis eine gelöst ist, sehen Sie die eingetragenen Tage.</source>
        <translation>Dependencies go round in a ring: {0}. Until one is removed, you see the days as they were entered.</translation>
    </message>
    <message>
        <source>Stand vom {0}: Sie sehen die Vergangenheit, hier lässt sich nichts ändern.</source>
        <translation>As of {0}: you are looking at the past, nothing can be changed here.</translation>
    </message>
    <message>
        <source>Nichts passt zu diesem Filter.</source>
        <translation>Nothing matches this filter.</translation>
    </message>
    <message>
        <source>Alles zeigen</source>
        <translation>Show everything</translation>
    </message>
    <message>
        <source>Es gibt nichts zu simulieren: Alles ist fertig, oder Abhängigkeiten gehen im Kreis.</source>
        <translation>There is nothing to simulate: everything is finished, or dependencies go round in a ring.</translation>
    </message>
    <message>
        <source>Stand {0}</source>
        <translation>As of {0}</translation>
    </message>
</context>
<context>
    <name>GoTo</name>
    <message>
        <source>gestern 14:30</source>
        <translation>yesterday 14:30</translation>
    </message>
    <message>
        <source>Zeitpunkt, zu dem die Konsole gehen soll</source>
        <translation>Moment to which the console should go</translation>
    </message>
    <message>
        <source>Zum Beispiel: gestern 14:30 · vor 2 Stunden · Montag 6 Uhr · 3.11. 14:30 · letzte Woche · jetzt</source>
        <translation>For example: yesterday 14:30 · 2 hours ago · Monday 6:00 · 3 Nov 14:30 · last week · now</translation>
    </message>
    <message>
        <source>Zu welchem Zeitpunkt?</source>
        <translation>To which moment?</translation>
    </message>
    <message>
        <source>Eingabetaste zeigt: {0}, {1}</source>
        <translation>Enter shows: {0}, {1}</translation>
    </message>
</context>
<context>
    <name>HandoverHead</name>
    <message>
        <source>Neu zusammenstellen</source>
        <translation>Compile again</translation>
    </message>
    <message>
        <source>Übergabe vorbereiten</source>
        <translation>Prepare handover</translation>
    </message>
    <message>
        <source>Danach: {0}.</source>
        <translation>Next: {0}.</translation>
    </message>
    <message>
        <source>Stand {0}, {1}.</source>
        <translation>As of {0}, {1}.</translation>
    </message>
    <message>
        <source>An der Konsole: {0}.</source>
        <translation>At the console: {0}.</translation>
    </message>
    <message>
        <source>Schicht, deren Übergabe gezeigt wird</source>
        <translation>Shift whose handover is shown</translation>
    </message>
    <message>
        <source>Auch frühere Übergaben; sie bleiben, wie sie sind</source>
        <translation>Earlier handovers too; they stay as they are</translation>
    </message>
    <message>
        <source>Aus Journal, Schichtbuch, Wartungsfenstern und Notizen; die Bemerkung bleibt</source>
        <translation>From journal, shift logbook, maintenance windows and notes; the remark stays</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Als Text kopieren</source>
        <translation>Copy as text</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Als PDF oder Webseite, zum Drucken und Ablegen</source>
        <translation>As PDF or web page, to print and file</translation>
    </message>
    <message>
        <source>Fortschritt der Übergabe</source>
        <translation>Progress of the handover</translation>
    </message>
</context>
<context>
    <name>HandoverView</name>
    <message>
        <source>Noch einmal</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>Dieses Profil plant keine Schicht, in der jemand hier sitzt.</source>
        <translation>This profile plans no shift in which somebody sits here.</translation>
    </message>
    <message>
        <source>Für diese Schicht ist noch keine Übergabe vorbereitet. Sie schreibt sich aus Journal, Schichtbuch und Notizen; Sie prüfen und unterschreiben sie.</source>
        <translation>No handover is prepared for this shift yet. It writes itself from journal, shift logbook and notes; you check and sign it.</translation>
    </message>
    <message>
        <source>Übergabe vorbereiten</source>
        <translation>Prepare handover</translation>
    </message>
    <message>
        <source>Öffnen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Zeitpunkt zeigen</source>
        <translation>Show moment</translation>
    </message>
    <message>
        <source>In Verläufe zeigen</source>
        <translation>Show in trends</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Die Übergabe liegt als Text in der Zwischenablage.</source>
        <translation>The handover is on the clipboard as text.</translation>
    </message>
    <message>
        <source>Übergabe exportieren</source>
        <translation>Export handover</translation>
    </message>
    <message>
        <source>uebergabe.pdf</source>
        <translation>handover.pdf</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;Webseite (*.html)</source>
        <translation>PDF (*.pdf);;Web page (*.html)</translation>
    </message>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
    <message>
        <source>Geschrieben: {0}</source>
        <translation>Written: {0}</translation>
    </message>
    <message>
        <source>Was die nächste Schicht wissen muss</source>
        <translation>What the next shift needs to know</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Verlauf</source>
        <translation>Trend</translation>
    </message>
    <message>
        <source>Den Verlauf um diesen Moment öffnen (F6)</source>
        <translation>Open the trend around this moment (F6)</translation>
    </message>
    <message>
        <source>Karte</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>Auf der Karte zeigen (F4)</source>
        <translation>Show on the map (F4)</translation>
    </message>
    <message>
        <source>Zwilling</source>
        <translation>Twin</translation>
    </message>
    <message>
        <source>Im Zwilling zeigen (F5)</source>
        <translation>Show in the twin (F5)</translation>
    </message>
    <message>
        <source>Anbindung</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>Die Quelle dieses Wertes zeigen</source>
        <translation>Show the source of this value</translation>
    </message>
    <message>
        <source>Kommentar</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Diesen Alarm kommentieren</source>
        <translation>Comment on this alarm</translation>
    </message>
    <message>
        <source>Neu erklären</source>
        <translation>Explain again</translation>
    </message>
    <message>
        <source>Als Text kopieren (Strg+C)</source>
        <translation>Copy as text (Ctrl+C)</translation>
    </message>
    <message>
        <source>Schließen (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
</context>
<context>
    <name>HeaderHands</name>
    <message>
        <source>Aufsteigend sortieren</source>
        <translation>Sort ascending</translation>
    </message>
    <message>
        <source>Absteigend sortieren</source>
        <translation>Sort descending</translation>
    </message>
    <message>
        <source>Nicht sortieren</source>
        <translation>Do not sort</translation>
    </message>
    <message>
        <source>Filtern …</source>
        <translation>Filter …</translation>
    </message>
    <message>
        <source>Spalte ausblenden</source>
        <translation>Hide column</translation>
    </message>
    <message>
        <source>Spalten wählen …</source>
        <translation>Choose columns …</translation>
    </message>
    <message>
        <source>Spalten zurücksetzen</source>
        <translation>Reset columns</translation>
    </message>
</context>
<context>
    <name>HealthPanel</name>
    <message>
        <source>Das ist der letzte bekannte Zustand; er kann inzwischen anders sein.</source>
        <translation>This is the last known state; it may be another one by now.</translation>
    </message>
    <message>
        <source>{0}, seit {1}</source>
        <translation>{0}, since {1}</translation>
    </message>
    <message>
        <source>{0} (simuliert)</source>
        <translation>{0} (simulated)</translation>
    </message>
    <message>
        <source>Es wird versucht …</source>
        <translation>Trying …</translation>
    </message>
    <message>
        <source>Gesundheit der Quelle</source>
        <translation>Health of the source</translation>
    </message>
    <message>
        <source>Jetzt verbinden</source>
        <translation>Connect now</translation>
    </message>
    <message>
        <source>Neu verbinden</source>
        <translation>Reconnect</translation>
    </message>
    <message>
        <source>Versucht sofort, die Quelle zu erreichen; ein laufender Versuch endet dafür.</source>
        <translation>Tries at once to reach the source; a try that is under way ends for it.</translation>
    </message>
    <message>
        <source>Verbindung</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>Durchsatz</source>
        <translation>Throughput</translation>
    </message>
    <message>
        <source>Verzug und Reihenfolge</source>
        <translation>Lag and order</translation>
    </message>
    <message>
        <source>Verluste und Lücken</source>
        <translation>Losses and gaps</translation>
    </message>
    <message>
        <source>Sicherheit</source>
        <translation>Security</translation>
    </message>
    <message>
        <source>Weitere Angaben des Protokolls</source>
        <translation>More figures of the protocol</translation>
    </message>
</context>
<context>
    <name>HeatBar</name>
    <message>
        <source>{0}, Projekte: {1}</source>
        <translation>{0}, projects: {1}</translation>
    </message>
    <message>
        <source>Ein Klick zeigt nur diese, ein zweiter wieder alle.</source>
        <translation>One click shows only these, a second one all again.</translation>
    </message>
    <message>
        <source>Projekte durchsuchen</source>
        <translation>Search projects</translation>
    </message>
    <message>
        <source>Neues Projekt</source>
        <translation>New project</translation>
    </message>
    <message>
        <source>Ein neues Projekt anlegen</source>
        <translation>Create a new project</translation>
    </message>
    <message>
        <source>Plan in ein Projekt übernehmen …</source>
        <translation>Take a plan over into a project …</translation>
    </message>
    <message>
        <source>Projekte ausgeben …</source>
        <translation>Write projects out …</translation>
    </message>
    <message>
        <source>Mehr</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Pläne übernehmen und ausgeben</source>
        <translation>Take plans over and write them out</translation>
    </message>
    <message>
        <source>Nach Welle</source>
        <translation>By wave</translation>
    </message>
    <message>
        <source>Nach Handlungsfeld</source>
        <translation>By field of action</translation>
    </message>
    <message>
        <source>Nach Federführung</source>
        <translation>By lead organisation</translation>
    </message>
    <message>
        <source>Nach Zustand</source>
        <translation>By state</translation>
    </message>
    <message>
        <source>Nach Ampel</source>
        <translation>By status light</translation>
    </message>
    <message>
        <source>Ohne Gruppen</source>
        <translation>Without groups</translation>
    </message>
    <message>
        <source>Wonach die Projekte gruppiert sind</source>
        <translation>What projects are grouped by</translation>
    </message>
</context>
<context>
    <name>HeatPane</name>
    <message>
        <source>Neues Projekt</source>
        <translation>New project</translation>
    </message>
    <message>
        <source>Noch keine Projekte.</source>
        <translation>No projects yet.</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt gab es noch keine Projekte.</source>
        <translation>There were no projects yet at this moment.</translation>
    </message>
    <message>
        <source>Kein Projekt passt zu dieser Auswahl.</source>
        <translation>No project fits this choice.</translation>
    </message>
    <message>
        <source>Auswahl aufheben</source>
        <translation>Clear choice</translation>
    </message>
    <message>
        <source>Sie sehen einen vergangenen Stand. Ändern können Sie nur den gegenwärtigen.</source>
        <translation>You are looking at a past state. Only the present one can be changed.</translation>
    </message>
    <message>
        <source>Projekte: {0}, ausgewählt: {2}</source>
        <translation>Projects: {0}, selected: {2}</translation>
    </message>
    <message>
        <source>Projekte: {0}</source>
        <translation>Projects: {0}</translation>
    </message>
    <message>
        <source>Projekte: {0} von {1}</source>
        <translation>Projects: {0} of {1}</translation>
    </message>
    <message>
        <source>Projekte: {0} von {1}, ausgewählt: {2}</source>
        <translation>Projects: {0} of {1}, selected: {2}</translation>
    </message>
    <message>
        <source>Ampel von Hand aufgehoben</source>
        <translation>Light set by hand removed</translation>
    </message>
    <message>
        <source>Liste der Projekte</source>
        <translation>List of projects</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Jede Änderung</source>
        <translation>Any change</translation>
    </message>
    <message>
        <source>Änderungen welches Feldes</source>
        <translation>Changes of which field</translation>
    </message>
    <message>
        <source>Änderungen ({0})</source>
        <translation>Changes ({0})</translation>
    </message>
    <message>
        <source>{0} ältere zeigen</source>
        <translation>Show {0} older ones</translation>
    </message>
    <message>
        <source>Den Stand zu diesem Zeitpunkt zeigen</source>
        <translation>Show the state at this moment</translation>
    </message>
</context>
<context>
    <name>HistoryForm</name>
    <message>
        <source>Datenpunkte</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Auswertung</source>
        <translation>Analysis</translation>
    </message>
    <message>
        <source>Gebildet aus</source>
        <translation>Made of</translation>
    </message>
    <message>
        <source>Zeitfenster</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>Grenzwert</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Perzentil</source>
        <translation>Percentile</translation>
    </message>
    <message>
        <source>Mehrere Datenpunkte</source>
        <translation>Several points</translation>
    </message>
    <message>
        <source>Mindestabdeckung</source>
        <translation>Least coverage</translation>
    </message>
    <message>
        <source>einzelne Datenpunkte</source>
        <translation>single points</translation>
    </message>
    <message>
        <source>alle einer Art</source>
        <translation>all of a type</translation>
    </message>
    <message>
        <source>alle nach einem Muster</source>
        <translation>all by a pattern</translation>
    </message>
    <message>
        <source>Mittel</source>
        <translation>Mean</translation>
    </message>
    <message>
        <source>Höchstwert</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Tiefstwert</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Summe</source>
        <translation>Sum</translation>
    </message>
    <message>
        <source>Überschreitungen eines Grenzwerts</source>
        <translation>Exceedances of a limit</translation>
    </message>
    <message>
        <source>letzter Wert</source>
        <translation>Last value</translation>
    </message>
    <message>
        <source>Anteil der Zeit mit gültigen Werten</source>
        <translation>Share of time with valid values</translation>
    </message>
    <message>
        <source>Stundenmitteln</source>
        <translation>hourly means</translation>
    </message>
    <message>
        <source>Tagesmitteln</source>
        <translation>daily means</translation>
    </message>
    <message>
        <source>Einzelwerten</source>
        <translation>single values</translation>
    </message>
    <message>
        <source>letzte 365 Tage</source>
        <translation>last 365 days</translation>
    </message>
    <message>
        <source>Kalenderjahr</source>
        <translation>calendar year</translation>
    </message>
    <message>
        <source>seit Jahresbeginn</source>
        <translation>since the year began</translation>
    </message>
    <message>
        <source>letzte Tage</source>
        <translation>last days</translation>
    </message>
    <message>
        <source>der ungünstigste zählt</source>
        <translation>the worst one counts</translation>
    </message>
    <message>
        <source>Mittel aller</source>
        <translation>mean of all</translation>
    </message>
    <message>
        <source>Summe aller</source>
        <translation>sum of all</translation>
    </message>
    <message>
        <source>Wie viele Tage</source>
        <translation>How many days</translation>
    </message>
    <message>
        <source>das letzte</source>
        <translation>the last one</translation>
    </message>
    <message>
        <source>Welches Jahr</source>
        <translation>Which year</translation>
    </message>
    <message>
        <source>Welche Datenpunkte</source>
        <translation>Which points</translation>
    </message>
    <message>
        <source>So viel % des Zeitfensters müssen Werte haben, sonst gilt nichts als belegt.</source>
        <translation>So many % of the window must have values, else nothing counts as proved.</translation>
    </message>
    <message>
        <source>aus</source>
        <translation>of</translation>
    </message>
    <message>
        <source>Perzentil (0 bis 100)</source>
        <translation>Percentile (0 to 100)</translation>
    </message>
    <message>
        <source>von</source>
        <translation>of</translation>
    </message>
    <message>
        <source>Mindestabdeckung in %</source>
        <translation>Least coverage in %</translation>
    </message>
    <message>
        <source>Art der Datenpunkte, etwa air_station.no2</source>
        <translation>Type of points, such as air_station.no2</translation>
    </message>
    <message>
        <source>Kennungen, mit Kommas getrennt</source>
        <translation>Ids, separated by commas</translation>
    </message>
    <message>
        <source>Muster der Kennung, etwa umwelt.*.no2</source>
        <translation>Pattern of the id, such as umwelt.*.no2</translation>
    </message>
</context>
<context>
    <name>HoursBox</name>
    <message>
        <source>von</source>
        <translation>from</translation>
    </message>
    <message>
        <source>bis</source>
        <translation>to</translation>
    </message>
    <message>
        <source>Ein Ende vor dem Beginn liegt am nächsten Tag; 00:00 ist Mitternacht.</source>
        <translation>An end before the start is on the next day; 00:00 is midnight.</translation>
    </message>
</context>
<context>
    <name>IdleOffer</name>
    <message>
        <source>Seit {0} Minuten hat niemand etwas getan, und die Konsole ist NICHT LIVE. Möchten Sie zur Gegenwart zurück?</source>
        <translation>Nobody has done anything for {0} minutes, and the console is NOT LIVE. Would you like to return to the present?</translation>
    </message>
    <message>
        <source>Zur Gegenwart</source>
        <translation>Go to the present</translation>
    </message>
    <message>
        <source>Hier bleiben</source>
        <translation>Stay here</translation>
    </message>
</context>
<context>
    <name>ImpactPane</name>
    <message>
        <source>Wenn {0} „{1}“ ausfällt:</source>
        <translation>If {0} “{1}” fails:</translation>
    </message>
    <message>
        <source>1 Gerät oder Standort arbeitet weiter und hat nur noch einen Weg.</source>
        <translation>1 asset or site keeps working and has only one path left.</translation>
    </message>
    <message>
        <source>{0} Geräte und Standorte arbeiten weiter und haben nur noch einen Weg.</source>
        <translation>{0} assets and sites keep working and have only one path left.</translation>
    </message>
    <message>
        <source>Bitte wählen Sie ein Gerät, einen Standort, ein Kabel oder eine Verbindung; hier steht dann, was davon abhängt.</source>
        <translation>Please select an asset, a site, a cable or a connection; what depends on it then stands here.</translation>
    </message>
    <message>
        <source>Davon hängt im Bestand nichts ab.</source>
        <translation>Nothing in the inventory depends on it.</translation>
    </message>
    <message>
        <source>… und {0} weitere; der Export enthält alle.</source>
        <translation>… and {0} more; the export contains them all.</translation>
    </message>
    <message>
        <source>Auswirkung.csv</source>
        <translation>Impact.csv</translation>
    </message>
    <message>
        <source>Auswirkung exportieren</source>
        <translation>Export impact</translation>
    </message>
    <message>
        <source>Es fällt nichts aus, was zu zeigen wäre.</source>
        <translation>Nothing fails that could be shown.</translation>
    </message>
    <message>
        <source>Gruppe</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Angaben</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Was davon abhängt</source>
        <translation>What depends on it</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>{0} und {1} weitere</source>
        <translation>{0} and {1} more</translation>
    </message>
    <message>
        <source>Zuordnung „{0}“ gemerkt</source>
        <translation>Mapping “{0}” saved</translation>
    </message>
    <message>
        <source>Importieren</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Datei</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Aufbau</source>
        <translation>Layout</translation>
    </message>
    <message>
        <source>Zuordnung</source>
        <translation>Mapping</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Trial</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Bis zum letzten Schritt wird nichts geändert.</source>
        <translation>Nothing is changed until the last step.</translation>
    </message>
    <message>
        <source>Zurück</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Weiter</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Sie sehen einen vergangenen Stand; importieren lässt sich nur in den gegenwärtigen. Strg+L führt zurück zur Gegenwart.</source>
        <translation>You are looking at a past state; you can import into the present one only. Ctrl+L leads back to the present.</translation>
    </message>
</context>
<context>
    <name>InspectorView</name>
    <message>
        <source>Wählen Sie einen Datenpunkt aus, um hier alles über ihn zu sehen.</source>
        <translation>Select a point to see everything about it here.</translation>
    </message>
    <message numerus="yes">
        <source>%n Datenpunkt(e) in die Zwischenablage kopiert.</source>
        <translation>
            <numerusform>%n point copied to the clipboard.</numerusform>
            <numerusform>%n points copied to the clipboard.</numerusform>
        </translation>
    </message>
    <message>
        <source>Die Kennung ist in der Zwischenablage.</source>
        <translation>The id is in the clipboard.</translation>
    </message>
</context>
<context>
    <name>InventoryCard</name>
    <message>
        <source>Der Bestand lässt sich nicht lesen: {0}</source>
        <translation>The inventory cannot be read: {0}</translation>
    </message>
    <message>
        <source>Anschlüsse und Verbindungen</source>
        <translation>Ports and connections</translation>
    </message>
    <message>
        <source>Beziehungen</source>
        <translation>Relations</translation>
    </message>
    <message>
        <source>Gehört hierher</source>
        <translation>Belongs here</translation>
    </message>
    <message>
        <source>Befunde</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>Diesen Datensatz gab es zu diesem Zeitpunkt nicht.</source>
        <translation>This record did not exist at that moment.</translation>
    </message>
    <message>
        <source>Diesen Datensatz gibt es nicht mehr.</source>
        <translation>This record no longer exists.</translation>
    </message>
    <message>
        <source>Wählen Sie einen Datensatz aus, um hier alles über ihn zu sehen.</source>
        <translation>Select a record to see everything about it here.</translation>
    </message>
</context>
<context>
    <name>InventoryExportDialog</name>
    <message>
        <source>{0} exportieren</source>
        <translation>Export {0}</translation>
    </message>
    <message>
        <source>wie in der Tabelle ({0})</source>
        <translation>as in the table ({0})</translation>
    </message>
    <message>
        <source>alle ({0})</source>
        <translation>all ({0})</translation>
    </message>
    <message>
        <source>aktuell (LIVE)</source>
        <translation>current (LIVE)</translation>
    </message>
    <message>
        <source>Exportieren</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Fortschritt</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>nur die ausgewählten</source>
        <translation>only the selected ones</translation>
    </message>
    <message>
        <source>alle, die die Tabelle gerade zeigt</source>
        <translation>all that the table shows at the moment</translation>
    </message>
    <message>
        <source>alle im Bestand</source>
        <translation>all in the inventory</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Wird gezählt …</source>
        <translation>Counting …</translation>
    </message>
    <message>
        <source>Ein PDF fasst höchstens {0} Datensätze. Bitte wählen Sie weniger aus.</source>
        <translation>A PDF holds at most {0} records. Please select fewer.</translation>
    </message>
    <message>
        <source>Diese Datensätze haben keine Lage. Bitte wählen Sie Excel oder CSV.</source>
        <translation>These records have no position. Please choose Excel or CSV.</translation>
    </message>
    <message>
        <source>Es gibt hier keine Datensätze.</source>
        <translation>There are no records here.</translation>
    </message>
    <message>
        <source>Die Datei wäre leer: Kein Datensatz ist für diese Empfänger freigegeben. Für wen einer ist, steht an ihm unter „Veröffentlichung“; dort lässt es sich ändern.</source>
        <translation>The file would be empty: no record is released for these recipients. For whom a record is stands in its field “Publication”; it can be changed there.</translation>
    </message>
    <message>
        <source>Die Datei enthält {0}.</source>
        <translation>The file contains {0}.</translation>
    </message>
    <message>
        <source>Weg bleiben, weil nicht freigegeben: {0}.</source>
        <translation>Left out because not released: {0}.</translation>
    </message>
    <message>
        <source>Verallgemeinert, ohne Namen und genauen Verlauf: {0}.</source>
        <translation>Generalised, without names and exact course: {0}.</translation>
    </message>
    <message>
        <source>Leer bleiben die Spalten {0}.</source>
        <translation>The columns {0} stay empty.</translation>
    </message>
    <message>
        <source>Gespeichert: {0} in „{1}“.</source>
        <translation>Saved: {0} in “{1}”.</translation>
    </message>
    <message>
        <source>Weggelassen: {0}; einzelne Werte: {1}.</source>
        <translation>Left out: {0}; single values: {1}.</translation>
    </message>
    <message>
        <source>Ordner öffnen</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>Ersetzen</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Abgebrochen; es wurde nichts geschrieben.</source>
        <translation>Cancelled; nothing was written.</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>InventoryMap</name>
    <message>
        <source>Zu sehen: {0} Orte.</source>
        <translation>Places shown: {0}.</translation>
    </message>
    <message>
        <source>Zu dieser Tabelle ist kein Ort bekannt.</source>
        <translation>No place is known for this table.</translation>
    </message>
    <message>
        <source>Der Bestand lässt sich nicht lesen: {0}</source>
        <translation>The inventory cannot be read: {0}</translation>
    </message>
    <message>
        <source>Von dieser Auswahl ist kein Ort bekannt.</source>
        <translation>No place is known of this selection.</translation>
    </message>
    <message>
        <source>Von {0} ausgewählten Datensätzen ist kein Ort bekannt.</source>
        <translation>No place is known of {0} selected records.</translation>
    </message>
    <message>
        <source>Steckbrief zeigen</source>
        <translation>Show fact sheet</translation>
    </message>
    <message>
        <source>In der Tabelle zeigen</source>
        <translation>Show in the table</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Auswirkung zeigen</source>
        <translation>Show impact</translation>
    </message>
    <message>
        <source>Im Zwilling zeigen</source>
        <translation>Show in the twin</translation>
    </message>
    <message>
        <source>Nur was die Tabelle zeigt</source>
        <translation>Only what the table shows</translation>
    </message>
    <message>
        <source>Zeigt auf der Karte nur die Datensätze der Tabelle, mit ihren Filtern. Stehen sie an Standorten, sind es diese, mit der Anzahl daneben.</source>
        <translation>Shows on the map only the records of the table, with its filters. If they are at sites, the sites are shown, with the number beside them.</translation>
    </message>
    <message>
        <source>Was die Karte vom Bestand zeigt</source>
        <translation>What the map shows of the inventory</translation>
    </message>
</context>
<context>
    <name>InventoryModel</name>
    <message>
        <source>S: Dieser Datensatz ist simuliert.</source>
        <translation>S: this record is simulated.</translation>
    </message>
</context>
<context>
    <name>InventoryTable</name>
    <message>
        <source>Zelle ändern (F2)</source>
        <translation>Change cell (F2)</translation>
    </message>
    <message>
        <source>Zeilen kopieren (Strg+C)</source>
        <translation>Copy rows (Ctrl+C)</translation>
    </message>
    <message>
        <source>Ändern lässt sich der Bestand nur LIVE.</source>
        <translation>The inventory can only be changed LIVE.</translation>
    </message>
    <message>
        <source>„{0}“ gehört zu einem anderen Datensatz und wird dort geändert.</source>
        <translation>“{0}” belongs to another record and is changed there.</translation>
    </message>
    <message>
        <source>gab es noch nicht</source>
        <translation>did not exist yet</translation>
    </message>
    <message>
        <source>Bestand</source>
        <translation>Inventory</translation>
    </message>
</context>
<context>
    <name>InventoryTree</name>
    <message>
        <source>Dazu wurde kein Ort gefunden.</source>
        <translation>No place was found for this.</translation>
    </message>
    <message>
        <source>Es ist noch kein Standort erfasst.</source>
        <translation>No site has been entered yet.</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt war noch kein Standort erfasst.</source>
        <translation>At this moment no site had been recorded yet.</translation>
    </message>
    <message>
        <source>Es ist noch nichts erfasst.</source>
        <translation>Nothing has been entered yet.</translation>
    </message>
    <message>
        <source>Es ist noch keine Ansicht gespeichert. Über der Tabelle lassen sich Spalten, Filter und Sortierung als Ansicht speichern.</source>
        <translation>No view has been saved yet. Above the table, columns, filters and sorting can be saved as a view.</translation>
    </message>
    <message>
        <source>Der Bestand lässt sich gerade nicht lesen. {0}</source>
        <translation>The inventory cannot be read at the moment. {0}</translation>
    </message>
    <message>
        <source>Noch einmal</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>Ändern lässt sich der Bestand nur LIVE.</source>
        <translation>The inventory can only be changed LIVE.</translation>
    </message>
    <message>
        <source>Orte</source>
        <translation>Places</translation>
    </message>
    <message>
        <source>Nach Stadtbezirk, Standort und Raum</source>
        <translation>By district, site and room</translation>
    </message>
    <message>
        <source>Arten</source>
        <translation>Kinds</translation>
    </message>
    <message>
        <source>Nach Art der Datensätze</source>
        <translation>By kind of record</translation>
    </message>
    <message>
        <source>Ansichten</source>
        <translation>Views</translation>
    </message>
    <message>
        <source>Gespeicherte Ansichten</source>
        <translation>Saved views</translation>
    </message>
    <message>
        <source>Im Baum suchen</source>
        <translation>Search the tree</translation>
    </message>
    <message>
        <source>Baum des Bestands</source>
        <translation>Tree of the inventory</translation>
    </message>
</context>
<context>
    <name>JournalBar</name>
    <message>
        <source>Ereignisse</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Priorität</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Zeitraum</source>
        <translation>Range</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Alle Personen</source>
        <translation>All people</translation>
    </message>
    <message>
        <source>alle</source>
        <translation>all</translation>
    </message>
    <message>
        <source>Im Journal suchen …</source>
        <translation>Search the journal …</translation>
    </message>
    <message>
        <source>Im Journal suchen</source>
        <translation>Search the journal</translation>
    </message>
</context>
<context>
    <name>JournalView</name>
    <message>
        <source>Keine Zeile des Journals passt zu diesem Filter.</source>
        <translation>No journal row matches this filter.</translation>
    </message>
    <message>
        <source>Bis zum gezeigten Zeitpunkt steht im Journal nichts.</source>
        <translation>There is nothing in the journal up to the moment shown.</translation>
    </message>
    <message>
        <source>Im Journal steht noch nichts.</source>
        <translation>There is nothing in the journal yet.</translation>
    </message>
    <message>
        <source>Zu sehen ist, was bis zum gezeigten Zeitpunkt geschehen war.</source>
        <translation>This shows what had happened up to the moment shown.</translation>
    </message>
    <message>
        <source>Erneut lesen</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>Filter zurücksetzen</source>
        <translation>Reset filter</translation>
    </message>
    <message numerus="yes">
        <source>%n Zeile(n)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message>
        <source>{lines}, ältere folgen beim Blättern</source>
        <translation>{lines}, older ones follow as you scroll</translation>
    </message>
    <message>
        <source>Als CSV exportieren</source>
        <translation>Export as CSV</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt gehen</source>
        <translation>Go to this moment</translation>
    </message>
    <message>
        <source>In Verläufe zeigen</source>
        <translation>Show in trends</translation>
    </message>
    <message>
        <source>Auf der Karte zeigen</source>
        <translation>Show on the map</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Als CSV exportieren …</source>
        <translation>Export as CSV …</translation>
    </message>
    <message>
        <source>Alarmjournal</source>
        <translation>Alarm journal</translation>
    </message>
</context>
<context>
    <name>JsonEditor</name>
    <message>
        <source>Das lässt sich nicht als JSON lesen.</source>
        <translation>This cannot be read as JSON.</translation>
    </message>
</context>
<context>
    <name>KeptList</name>
    <message>
        <source>Anzeigen</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Umbenennen</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Entfernen</source>
        <translation>Remove</translation>
    </message>
</context>
<context>
    <name>KpiChart</name>
    <message>
        <source>Ziel {0}</source>
        <translation>Target {0}</translation>
    </message>
    <message>
        <source>Für diese Kennzahl gibt es noch keinen Wert.</source>
        <translation>There is no value for this key figure yet.</translation>
    </message>
    <message>
        <source>Jetzt gemessen: {0}</source>
        <translation>Measured now: {0}</translation>
    </message>
</context>
<context>
    <name>KpiPane</name>
    <message>
        <source>Ohne Handlungsfeld</source>
        <translation>Without field of action</translation>
    </message>
    <message>
        <source>Noch ist keine Kennzahl erfasst. Woran messen Sie den Erfolg?</source>
        <translation>No key figure is recorded yet. What do you measure success by?</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt war noch keine Kennzahl erfasst.</source>
        <translation>At that time no key figure was recorded yet.</translation>
    </message>
    <message>
        <source>Neue Kennzahl</source>
        <translation>New key figure</translation>
    </message>
    <message>
        <source>Zu den ausgewählten Projekten gehört keine Kennzahl.</source>
        <translation>No key figure belongs to the selected projects.</translation>
    </message>
    <message>
        <source>Alle Projekte zeigen</source>
        <translation>Show all projects</translation>
    </message>
    <message>
        <source>Noch ist keine Wirkung erfasst.</source>
        <translation>No effect is recorded yet.</translation>
    </message>
    <message>
        <source>Neue Wirkung</source>
        <translation>New effect</translation>
    </message>
    <message>
        <source>Berechnung: {0}</source>
        <translation>Calculation: {0}</translation>
    </message>
    <message>
        <source>Öffnen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Neuer Wert …</source>
        <translation>New value …</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Nachweis bearbeiten …</source>
        <translation>Edit evidence …</translation>
    </message>
    <message>
        <source>Neue Kennzahl …</source>
        <translation>New key figure …</translation>
    </message>
    <message>
        <source>Änderungen zeigen</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>Als Tabelle kopieren</source>
        <translation>Copy as table</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Entfernen …</source>
        <translation>Remove …</translation>
    </message>
    <message>
        <source>Neue Wirkung …</source>
        <translation>New effect …</translation>
    </message>
    <message>
        <source>kennzahl</source>
        <translation>key-figure</translation>
    </message>
    <message>
        <source>Als Bild kopieren</source>
        <translation>Copy as picture</translation>
    </message>
    <message>
        <source>Als PNG speichern …</source>
        <translation>Save as PNG …</translation>
    </message>
    <message>
        <source>Als SVG speichern …</source>
        <translation>Save as SVG …</translation>
    </message>
    <message>
        <source>Neuer Wert</source>
        <translation>New value</translation>
    </message>
    <message>
        <source>Bearbeiten</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Nachweis</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Legt fest, welche Abfrage den Wert misst.</source>
        <translation>Says which query measures the value.</translation>
    </message>
    <message>
        <source>Werte</source>
        <translation>Values</translation>
    </message>
    <message>
        <source>Wirkungen</source>
        <translation>Effects</translation>
    </message>
    <message>
        <source>Liste der Kennzahlen</source>
        <translation>List of key figures</translation>
    </message>
    <message>
        <source>Werte der gewählten Kennzahl</source>
        <translation>Values of the selected key figure</translation>
    </message>
    <message>
        <source>Liste der Wirkungen</source>
        <translation>List of effects</translation>
    </message>
</context>
<context>
    <name>KpiView</name>
    <message>
        <source>{error} Zu sehen sind die Kennzahlen bis {time}.</source>
        <translation>{error} You see the performance figures up to {time}.</translation>
    </message>
    <message>
        <source>Erneut lesen</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>Kennzahlen gibt es, sobald ein Profil und sein Journal geladen sind.</source>
        <translation>There are performance figures as soon as a profile and its journal are loaded.</translation>
    </message>
    <message>
        <source>durchgehend bemannt</source>
        <translation>staffed throughout</translation>
    </message>
    <message>
        <source>bemannt {duration}</source>
        <translation>staffed {duration}</translation>
    </message>
    <message>
        <source>unbemannt</source>
        <translation>unstaffed</translation>
    </message>
    <message numerus="yes">
        <source>%n Meldung(en)</source>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
    <message>
        <source>Die Datei „{name}“ lässt sich nicht schreiben: {reason}.</source>
        <translation>The file “{name}” cannot be written: {reason}.</translation>
    </message>
    <message>
        <source>„{name}“ ist geschrieben.</source>
        <translation>“{name}” has been written.</translation>
    </message>
    <message>
        <source>kennzahlen.csv</source>
        <translation>performance.csv</translation>
    </message>
    <message>
        <source>auffaellige-alarme.csv</source>
        <translation>bad-actor-alarms.csv</translation>
    </message>
    <message>
        <source>meldungen-je-10-min.csv</source>
        <translation>alarms-per-10-min.csv</translation>
    </message>
    <message>
        <source>Als CSV exportieren</source>
        <translation>Export as CSV</translation>
    </message>
    <message>
        <source>Zeitraum: {period}</source>
        <translation>Range: {period}</translation>
    </message>
    <message>
        <source>Kennzahlen bis zum gezeigten Zeitpunkt</source>
        <translation>Performance figures up to the moment shown</translation>
    </message>
    <message>
        <source>Seit dem Beginn der Schicht</source>
        <translation>Since the start of the shift</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Alle Kennzahlen als Text kopieren</source>
        <translation>Copy all figures as text</translation>
    </message>
    <message>
        <source>Exportieren</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Kennzahlen oder Tabellen als CSV schreiben</source>
        <translation>Write figures or tables as CSV</translation>
    </message>
    <message>
        <source>Kennzahlen …</source>
        <translation>Figures …</translation>
    </message>
    <message>
        <source>Auffällige Alarme …</source>
        <translation>Bad actor alarms …</translation>
    </message>
    <message>
        <source>Meldungen je 10 min …</source>
        <translation>Alarms per 10 min …</translation>
    </message>
</context>
<context>
    <name>LabelDialog</name>
    <message>
        <source>Etiketten</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Simulation</source>
        <translation>Simulation</translation>
    </message>
    <message>
        <source>Es werden die ersten {0} Etiketten gezeigt; {1} weitere fehlen.</source>
        <translation>The first {0} labels are shown; {1} more are missing.</translation>
    </message>
    <message>
        <source>Der Code ist auf diesem Etikett so klein, dass Scanner ihn oft nicht lesen.</source>
        <translation>The code is so small on this label that scanners often cannot read it.</translation>
    </message>
    <message>
        <source>Auf {0} von {1} Etiketten ist Text gekürzt („…“) oder weggelassen.</source>
        <translation>On {0} of {1} labels text is shortened (“…”) or left out.</translation>
    </message>
    <message>
        <source>Etiketten als PDF sichern</source>
        <translation>Save labels as PDF</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Abgebrochen; es wurde nichts geschrieben.</source>
        <translation>Cancelled; nothing was written.</translation>
    </message>
    <message numerus="yes">
        <source>Gespeichert: „{0}“, %n Seite(n). Bitte in voller Größe drucken.</source>
        <translation>
            <numerusform>Saved: “{0}”, %n page. Please print at full size.</numerusform>
            <numerusform>Saved: “{0}”, %n pages. Please print at full size.</numerusform>
        </translation>
    </message>
    <message>
        <source>Es ist kein Drucker eingerichtet. Bitte speichern Sie ein PDF.</source>
        <translation>No printer is set up. Please save a PDF.</translation>
    </message>
    <message>
        <source>Der Druck wurde abgebrochen.</source>
        <translation>Printing was cancelled.</translation>
    </message>
    <message numerus="yes">
        <source>An den Drucker gegeben: %n Seite(n).</source>
        <translation>
            <numerusform>Sent to the printer: %n page.</numerusform>
            <numerusform>Sent to the printer: %n pages.</numerusform>
        </translation>
    </message>
    <message>
        <source>Das hat nicht geklappt: {0}. Bitte prüfen Sie Ordner und Drucker.</source>
        <translation>That did not work: {0}. Please check the folder and the printer.</translation>
    </message>
</context>
<context>
    <name>LabelFormPanel</name>
    <message>
        <source>Inventarnummer</source>
        <translation>Inventory number</translation>
    </message>
    <message>
        <source>Dauerhafter Name des Datensatzes</source>
        <translation>Permanent name of the record</translation>
    </message>
    <message>
        <source>Zeile mit dem Eigentümer</source>
        <translation>Line with the owner</translation>
    </message>
    <message>
        <source>Eigentümer wie beim Gerät</source>
        <translation>Owner as given for the asset</translation>
    </message>
    <message>
        <source>Bogen oder Band</source>
        <translation>Sheet or tape</translation>
    </message>
    <message>
        <source>Beginnen bei Etikett</source>
        <translation>Start at label</translation>
    </message>
    <message>
        <source>Der Code enthält</source>
        <translation>The code contains</translation>
    </message>
    <message>
        <source>Auf dem Etikett steht außerdem</source>
        <translation>The label also says</translation>
    </message>
    <message>
        <source>Drucker ausgleichen: nach rechts, nach unten</source>
        <translation>Adjust printer: to the right, downwards</translation>
    </message>
    <message>
        <source>Eigentümer</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Nach rechts verschieben, Millimeter</source>
        <translation>Shift to the right, millimetres</translation>
    </message>
    <message>
        <source>Nach unten verschieben, Millimeter</source>
        <translation>Shift downwards, millimetres</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Etiketten davor sind schon verbraucht. Sie können auch in die Seite klicken.</source>
        <translation>The labels before it are used up already. You can also click into the page.</translation>
    </message>
    <message>
        <source>Verschiebt alles um einige Millimeter, wenn der Drucker nicht genau trifft.</source>
        <translation>Shifts everything by a few millimetres if the printer does not hit exactly.</translation>
    </message>
</context>
<context>
    <name>LabelSurface</name>
    <message>
        <source>Als PDF speichern …</source>
        <translation>Save as PDF …</translation>
    </message>
    <message>
        <source>Drucken …</source>
        <translation>Print …</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Größe</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Vorige Seite</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>Nächste Seite</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>Größe der Vorschau</source>
        <translation>Size of the preview</translation>
    </message>
    <message>
        <source>Vorschau der Seite</source>
        <translation>Preview of the page</translation>
    </message>
    <message>
        <source>Fortschritt</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Keines der gewählten Geräte gibt es in diesem Stand des Bestands.</source>
        <translation>None of the selected assets exists in this state of the inventory.</translation>
    </message>
    <message>
        <source>Die Geräte lassen sich gerade nicht lesen: {0}</source>
        <translation>The assets cannot be read at the moment: {0}</translation>
    </message>
    <message>
        <source>Seite {0} von {1} · Etiketten: {2}</source>
        <translation>Page {0} of {1} · Labels: {2}</translation>
    </message>
</context>
<context>
    <name>Lamps</name>
    <message>
        <source>{0} von {1} Quellen verbunden</source>
        <translation>{0} of {1} sources connected</translation>
    </message>
</context>
<context>
    <name>Lasso</name>
    <message>
        <source>Die Fläche ist zu klein, um etwas auszuwählen. Ziehen Sie sie größer auf.</source>
        <translation>The area is too small to select anything. Please draw it larger.</translation>
    </message>
</context>
<context>
    <name>LayerChoiceDialog</name>
    <message>
        <source>Welche Ebene?</source>
        <translation>Which layer?</translation>
    </message>
    <message>
        <source>Die Datei „{file}“ enthält mehrere Ebenen. Welche sollen auf die Karte?</source>
        <translation>The file “{file}” has several layers. Which ones shall be on the map?</translation>
    </message>
    <message>
        <source>Ebenen der Datei</source>
        <translation>Layers of the file</translation>
    </message>
    <message>
        <source>Hinzufügen</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>LayerDetails</name>
    <message>
        <source>ohne Grenze</source>
        <translation>no limit</translation>
    </message>
    <message numerus="yes">
        <source>%n Hinweis(e)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message>
        <source>Deckkraft</source>
        <translation>Opacity</translation>
    </message>
    <message>
        <source>Deckkraft der Ebene in Prozent</source>
        <translation>Opacity of the layer in per cent</translation>
    </message>
    <message>
        <source>Ab Maßstab</source>
        <translation>From scale</translation>
    </message>
    <message>
        <source>Die Ebene ist zu sehen, sobald die Karte näher ist als dieser Maßstab.</source>
        <translation>The layer is shown as soon as the map is closer than this scale.</translation>
    </message>
    <message>
        <source>Bis Maßstab</source>
        <translation>To scale</translation>
    </message>
    <message>
        <source>Die Ebene verschwindet, sobald die Karte näher ist als dieser Maßstab.</source>
        <translation>The layer disappears as soon as the map is closer than this scale.</translation>
    </message>
    <message>
        <source>Darstellung ändern …</source>
        <translation>Change style …</translation>
    </message>
    <message>
        <source>Ganze Ebene zeigen (Eingabe)</source>
        <translation>Show the whole layer (Enter)</translation>
    </message>
    <message>
        <source>Ebene entfernen (Entf); die Datei bleibt</source>
        <translation>Remove layer (Del); the file stays</translation>
    </message>
    <message>
        <source>Was in der Datei nicht stimmt, der Reihe nach</source>
        <translation>What is wrong in the file, one by one</translation>
    </message>
    <message>
        <source>Einstellungen der Ebene</source>
        <translation>Settings of the layer</translation>
    </message>
</context>
<context>
    <name>LayersModel</name>
    <message>
        <source>Maßstab: {scales}</source>
        <translation>Scale: {scales}</translation>
    </message>
    <message>
        <source>beim jetzigen Maßstab nicht zu sehen</source>
        <translation>not shown at the present scale</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Für diese Stadt gibt es noch keine Ebenen. Fügen Sie eine Datei hinzu.</source>
        <translation>There are no layers for this city yet. Please add a file.</translation>
    </message>
    <message>
        <source>Ebene hinzufügen …</source>
        <translation>Add layer …</translation>
    </message>
    <message>
        <source>Ganze Ebene zeigen</source>
        <translation>Show the whole layer</translation>
    </message>
    <message>
        <source>Darstellung ändern …</source>
        <translation>Change style …</translation>
    </message>
    <message>
        <source>Hinweise zur Datei …</source>
        <translation>Notes on the file …</translation>
    </message>
    <message>
        <source>Nach oben (Alt+Pfeil auf)</source>
        <translation>Move up (Alt+Up)</translation>
    </message>
    <message>
        <source>Nach unten (Alt+Pfeil ab)</source>
        <translation>Move down (Alt+Down)</translation>
    </message>
    <message>
        <source>Ebene entfernen</source>
        <translation>Remove layer</translation>
    </message>
    <message>
        <source>Hinzufügen …</source>
        <translation>Add …</translation>
    </message>
    <message>
        <source>Ebenen der Karte, oberste zuerst</source>
        <translation>Layers of the map, topmost first</translation>
    </message>
    <message>
        <source>Leertaste blendet ein und aus, Alt mit Pfeil auf und ab ändert die Reihenfolge</source>
        <translation>Space shows and hides, Alt with Up and Down changes the order</translation>
    </message>
    <message>
        <source>GeoJSON, GeoPackage, PMTiles, Shapefile oder FlatGeobuf; Sie können Dateien auch hierher ziehen.</source>
        <translation>GeoJSON, GeoPackage, PMTiles, Shapefile or FlatGeobuf; you can drag files here too.</translation>
    </message>
    <message>
        <source>Rückgängig (Strg+Z)</source>
        <translation>Undo (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Zurücksetzen: Reihenfolge und Auswahl wie am Anfang</source>
        <translation>Reset: order and selection as at the beginning</translation>
    </message>
</context>
<context>
    <name>LayoutStep</name>
    <message>
        <source>Die ersten {0} Zeilen</source>
        <translation>The first {0} rows</translation>
    </message>
    <message>
        <source>{0} von {1} Zeilen, {2} Spalten</source>
        <translation>{0} of {1} rows, {2} columns</translation>
    </message>
    <message>
        <source>keine</source>
        <translation>none</translation>
    </message>
    <message>
        <source>eine Zeile</source>
        <translation>one row</translation>
    </message>
    <message>
        <source>zwei Zeilen</source>
        <translation>two rows</translation>
    </message>
    <message>
        <source>Komma</source>
        <translation>Comma</translation>
    </message>
    <message>
        <source>Punkt</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Und {0} weitere Hinweise.</source>
        <translation>And {0} more remarks.</translation>
    </message>
    <message>
        <source>Die Datei ließ sich ohne Besonderheiten lesen.</source>
        <translation>The file could be read without anything unusual.</translation>
    </message>
    <message>
        <source>Strichpunkt ;</source>
        <translation>Semicolon ;</translation>
    </message>
    <message>
        <source>Komma ,</source>
        <translation>Comma ,</translation>
    </message>
    <message>
        <source>Tabulator</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Senkrechter Strich |</source>
        <translation>Vertical bar |</translation>
    </message>
    <message>
        <source>Diese Zeile ist die Kopfzeile</source>
        <translation>This row is the header row</translation>
    </message>
    <message>
        <source>Tabellenblatt</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>Kopfzeile</source>
        <translation>Header row</translation>
    </message>
    <message>
        <source>Kopf</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Zeichensatz</source>
        <translation>Character set</translation>
    </message>
    <message>
        <source>Trennzeichen</source>
        <translation>Separator</translation>
    </message>
    <message>
        <source>Dezimalzeichen</source>
        <translation>Decimal mark</translation>
    </message>
    <message>
        <source>Zeile </source>
        <translation>Row </translation>
    </message>
    <message>
        <source>In welcher Zeile der Datei die Namen der Spalten stehen.</source>
        <translation>In which row of the file the names of the columns are.</translation>
    </message>
    <message>
        <source>Neu erkennen</source>
        <translation>Detect again</translation>
    </message>
    <message>
        <source>Die ersten Zeilen der Datei</source>
        <translation>The first rows of the file</translation>
    </message>
</context>
<context>
    <name>LegendPanel</name>
    <message>
        <source>Legende aufklappen</source>
        <translation>Expand legend</translation>
    </message>
    <message>
        <source>Legende zuklappen</source>
        <translation>Collapse legend</translation>
    </message>
    <message>
        <source>Legende</source>
        <translation>Legend</translation>
    </message>
    <message>
        <source>Keine der sichtbaren Ebenen braucht eine Erklärung.</source>
        <translation>None of the visible layers needs an explanation.</translation>
    </message>
</context>
<context>
    <name>LendingForm</name>
    <message>
        <source>Schule oder Kürzel</source>
        <translation>School or short code</translation>
    </message>
    <message>
        <source>Von</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Bis</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>Bemerkung</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>Zustand oder was sonst zu wissen ist</source>
        <translation>Condition, or what else should be known</translation>
    </message>
    <message>
        <source>Eine Schule der Stadt oder ein Kürzel wie GS-12. Keine Namen von Personen.</source>
        <translation>A school of the city or a short code such as GS-12. No names of people.</translation>
    </message>
    <message>
        <source>Reservieren</source>
        <translation>Reserve</translation>
    </message>
    <message>
        <source>Ausgeben</source>
        <translation>Hand out</translation>
    </message>
    <message>
        <source>Zurücknehmen</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>Defekt zurück</source>
        <translation>Back broken</translation>
    </message>
    <message>
        <source>Verlängern</source>
        <translation>Extend</translation>
    </message>
    <message>
        <source>Reservierung aufheben</source>
        <translation>Cancel reservation</translation>
    </message>
    <message>
        <source>Verloren</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>Beleg</source>
        <translation>Slip</translation>
    </message>
    <message>
        <source>Erinnerung</source>
        <translation>Reminder</translation>
    </message>
    <message>
        <source>Das Gerät für die Tage von – bis reservieren.</source>
        <translation>Reserve the asset for the days from – until.</translation>
    </message>
    <message>
        <source>Das Gerät heute ausgeben; zurück ist es am Tag unter „Bis“.</source>
        <translation>Hand out the asset today; it is due back on the day under “Until”.</translation>
    </message>
    <message>
        <source>Das Gerät heute zurücknehmen, mit dem Zustand als Bemerkung.</source>
        <translation>Take back the asset today, with its condition as a remark.</translation>
    </message>
    <message>
        <source>Das Gerät heute zurücknehmen und in Reparatur geben; dafür braucht es eine Bemerkung.</source>
        <translation>Take the asset back today and give it to repair; this needs a remark.</translation>
    </message>
    <message>
        <source>Die Rückgabe auf den Tag unter „Bis“ verschieben.</source>
        <translation>Postpone the return to the day under “Until”.</translation>
    </message>
    <message>
        <source>Die gewählte Reservierung aufheben.</source>
        <translation>Cancel the selected reservation.</translation>
    </message>
    <message>
        <source>Das Gerät als verloren melden; dafür braucht es eine Bemerkung.</source>
        <translation>Report the asset as lost; this needs a remark.</translation>
    </message>
    <message>
        <source>Einen Beleg der Ausleihe als PDF speichern.</source>
        <translation>Save a slip for the loan as PDF.</translation>
    </message>
    <message>
        <source>An alles erinnern, was überfällig ist, als Text.</source>
        <translation>Remind of everything that is overdue, as text.</translation>
    </message>
    <message>
        <source>{0} ({1} in der Liste)</source>
        <translation>{0} ({1} in the list)</translation>
    </message>
</context>
<context>
    <name>LendingLists</name>
    <message>
        <source>Alle Geräte ({0})</source>
        <translation>All assets ({0})</translation>
    </message>
    <message>
        <source>Ausgegeben ({0})</source>
        <translation>Handed out ({0})</translation>
    </message>
    <message>
        <source>Überfällig ({0})</source>
        <translation>Overdue ({0})</translation>
    </message>
    <message>
        <source>Heute reserviert ({0})</source>
        <translation>Reserved today ({0})</translation>
    </message>
    <message>
        <source>Jetzt frei ({0})</source>
        <translation>Free now ({0})</translation>
    </message>
    <message>
        <source>Jetzt frei, nach Modell</source>
        <translation>Free now, by model</translation>
    </message>
    <message>
        <source>frei</source>
        <translation>free</translation>
    </message>
    <message>
        <source>von</source>
        <translation>of</translation>
    </message>
    <message>
        <source>Gerät suchen oder Code scannen</source>
        <translation>Search asset or scan code</translation>
    </message>
    <message>
        <source>Liste</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Geräte zum Verleihen</source>
        <translation>Assets for lending</translation>
    </message>
    <message>
        <source>Mit Umschalt und Strg wählen Sie mehrere Geräte für eine Ausleihe.</source>
        <translation>With Shift and Ctrl you select several assets for one loan.</translation>
    </message>
</context>
<context>
    <name>LendingPane</name>
    <message>
        <source>Die Ausleihen lassen sich nicht lesen: {0}</source>
        <translation>The loans cannot be read: {0}</translation>
    </message>
    <message>
        <source>Noch kein Gerät ist zum Verleihen da. Geräte mit dem Schlagwort „ausleihe“ erscheinen hier.</source>
        <translation>There is no asset for lending yet. Assets with the tag “ausleihe” appear here.</translation>
    </message>
    <message>
        <source>Zu „{0}“ gibt es hier kein Gerät.</source>
        <translation>There is no asset for “{0}” here.</translation>
    </message>
    <message>
        <source>{0} Geräte gewählt</source>
        <translation>{0} assets selected</translation>
    </message>
    <message>
        <source>Der Kalender zeigt {0}. Was Sie anordnen, gilt für alle gewählten.</source>
        <translation>The calendar shows {0}. What you order is for all that are selected.</translation>
    </message>
    <message>
        <source>ausgegeben an {0}</source>
        <translation>handed out to {0}</translation>
    </message>
    <message>
        <source>reserviert für {0}</source>
        <translation>reserved for {0}</translation>
    </message>
    <message>
        <source>So war es damals. Ausleihen können Sie nur in der Gegenwart.</source>
        <translation>This is how it was. Lending is only possible in the present.</translation>
    </message>
    <message>
        <source>Jemand hat das Gerät inzwischen geändert. Bitte sehen Sie nach.</source>
        <translation>Somebody has changed the asset in the meantime. Please have a look.</translation>
    </message>
    <message>
        <source>Erinnerung</source>
        <translation>Reminder</translation>
    </message>
    <message>
        <source>Beleg speichern</source>
        <translation>Save slip</translation>
    </message>
    <message>
        <source>Beleg.pdf</source>
        <translation>Slip.pdf</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Beleg der Ausleihe</source>
        <translation>Slip for the loan</translation>
    </message>
    <message>
        <source>Der Beleg ist gespeichert: {0}</source>
        <translation>The slip is saved: {0}</translation>
    </message>
    <message>
        <source>Frühere Wochen</source>
        <translation>Earlier weeks</translation>
    </message>
    <message>
        <source>Spätere Wochen</source>
        <translation>Later weeks</translation>
    </message>
    <message>
        <source>Heute</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Wieder die Woche von heute zeigen.</source>
        <translation>Show this week again.</translation>
    </message>
</context>
<context>
    <name>LetterDialog</name>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
</context>
<context>
    <name>LightPanel</name>
    <message>
        <source>Gleichmäßiges Licht ohne Schatten.</source>
        <translation>Even light without shadows.</translation>
    </message>
    <message>
        <source>Die Sonne steht unter dem Horizont ({0}°).</source>
        <translation>The sun is below the horizon ({0}°).</translation>
    </message>
    <message>
        <source>Azimut {0}°, Höhe {1}°</source>
        <translation>Azimuth {0}°, elevation {1}°</translation>
    </message>
    <message>
        <source>Licht</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Schnitt</source>
        <translation>Section</translation>
    </message>
    <message>
        <source>Sonnenstand zeigen</source>
        <translation>Show the position of the sun</translation>
    </message>
    <message>
        <source>Zeitpunkt</source>
        <translation>Moment</translation>
    </message>
    <message>
        <source>Uhrzeit</source>
        <translation>Time of day</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Richtung</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Stelle</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Höhe: alles darüber ausblenden</source>
        <translation>Height: hide everything above</translation>
    </message>
    <message>
        <source>Schnittebene: eine Seite ausblenden</source>
        <translation>Cutting plane: hide one side</translation>
    </message>
    <message>
        <source>Kasten: alles außerhalb ausblenden</source>
        <translation>Box: hide everything outside</translation>
    </message>
    <message>
        <source>Ampel von „{0}“ von Hand setzen</source>
        <translation>Set the light of “{0}” by hand</translation>
    </message>
    <message>
        <source>Ampel von {0} Projekten von Hand setzen</source>
        <translation>Set the light of {0} projects by hand</translation>
    </message>
    <message>
        <source>Sie gilt bis zu ihrem Tag statt der Regeln; danach zählen wieder die Regeln.</source>
        <translation>It counts instead of the rules until its day; then the rules count again.</translation>
    </message>
    <message>
        <source>Ampel setzen</source>
        <translation>Set light</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Ampel von Hand gesetzt</source>
        <translation>Light set by hand</translation>
    </message>
    <message>
        <source>Richtung der Schnittebene in Grad von Norden</source>
        <translation>Direction of the cutting plane in degrees from north</translation>
    </message>
    <message>
        <source>Wo geschnitten wird, vom Anfang bis zum Ende des Sichtbaren</source>
        <translation>Where the city is cut, from one end of what is visible to the other</translation>
    </message>
    <message>
        <source>Kein Schnitt</source>
        <translation>No section</translation>
    </message>
</context>
<context>
    <name>LimitField</name>
    <message>
        <source>keiner: eigene Grenze</source>
        <translation>none: a limit of its own</translation>
    </message>
</context>
<context>
    <name>LimitsDialog</name>
    <message>
        <source>Grenzen der Spalten</source>
        <translation>Limits of the columns</translation>
    </message>
    <message>
        <source>So viele Karten sollen höchstens in einer Spalte liegen. Sind es mehr, steht es an der Spalte; verschieben lässt sich trotzdem.</source>
        <translation>A column should hold this many cards at most. If it holds more, the column says so; cards can be moved all the same.</translation>
    </message>
    <message>
        <source>keine</source>
        <translation>none</translation>
    </message>
    <message>
        <source>Grenze der Spalte {0}</source>
        <translation>Limit of the column {0}</translation>
    </message>
    <message>
        <source>Übernehmen</source>
        <translation>Take over</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>LinkMessages</name>
    <message>
        <source>Die Erfassung antwortet nicht. Alle Werte gelten als veraltet, bis sie wieder da ist; sie wird von selbst neu gestartet.</source>
        <translation>The collector does not answer. All values count as stale until it is back; it is restarted by itself.</translation>
    </message>
</context>
<context>
    <name>ListDialog</name>
    <message>
        <source>Ein Code je Zeile, so wie ihn das Gerät zum Einlesen gespeichert hat.</source>
        <translation>One code per line, just as the scanning device has saved it.</translation>
    </message>
    <message>
        <source>Liste einlesen</source>
        <translation>Read in list</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>Codes</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Datei laden …</source>
        <translation>Load file …</translation>
    </message>
    <message>
        <source>{0} Codes</source>
        <translation>{0} codes</translation>
    </message>
    <message>
        <source>{0} Codes übernehmen</source>
        <translation>Take {0} codes</translation>
    </message>
    <message>
        <source>Liste laden</source>
        <translation>Load list</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Lists</translation>
    </message>
    <message>
        <source>Die Datei lässt sich nicht lesen: {0}</source>
        <translation>The file cannot be read: {0}</translation>
    </message>
</context>
<context>
    <name>LiveList</name>
    <message>
        <source>An diesem Standort wird nichts gemessen.</source>
        <translation>Nothing is measured at this site.</translation>
    </message>
    <message>
        <source>In Ordnung: {0} von {1} Geräten mit Messwerten.</source>
        <translation>In order: {0} of {1} devices with samples.</translation>
    </message>
</context>
<context>
    <name>LiveValues</name>
    <message>
        <source>Messwerte</source>
        <translation>Samples</translation>
    </message>
    <message>
        <source>und {0} weitere</source>
        <translation>and {0} more</translation>
    </message>
</context>
<context>
    <name>LoadChart</name>
    <message>
        <source>{0} PT</source>
        <translation>{0} pd</translation>
    </message>
</context>
<context>
    <name>LoadPane</name>
    <message>
        <source>Arbeitspaket</source>
        <translation>Work item</translation>
    </message>
    <message>
        <source>Projekt</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Beginn</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Ende</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Tabelle kopieren</source>
        <translation>Copy table</translation>
    </message>
    <message>
        <source>Auslastung als Tabelle speichern (CSV) …</source>
        <translation>Save load as a table (CSV) …</translation>
    </message>
    <message>
        <source>Arbeitspakete der Woche exportieren …</source>
        <translation>Export the work items of the week …</translation>
    </message>
    <message>
        <source>Mehr: speichern, kopieren, exportieren</source>
        <translation>More: save, copy, export</translation>
    </message>
    <message>
        <source>Arbeitspakete der gewählten Woche</source>
        <translation>Work items of the chosen week</translation>
    </message>
    <message>
        <source>Auslastung: Pfeiltasten wählen Woche und Organisation, Eingabe wählt ihre Arbeitspakete</source>
        <translation>Load: arrow keys choose week and organisation, Return selects its work items</translation>
    </message>
    <message>
        <source>Abhängigkeiten gehen im Kreis. Solange ist kein Termin sicher, und keine Auslastung lässt sich rechnen.</source>
        <translation>Dependencies go round in a ring. Until that is solved no date is sure, and no load can be computed.</translation>
    </message>
    <message>
        <source>Noch trägt keine Organisation Arbeitspakete. Legen Sie Organisationen an und ordnen Sie ihnen Arbeitspakete zu.</source>
        <translation>No organisation has work items yet. Create organisations and assign work items to them.</translation>
    </message>
    <message>
        <source>Organisation anlegen</source>
        <translation>Create organisation</translation>
    </message>
    <message>
        <source>Offene Arbeitspakete ohne Organisation: {0}. Ihre Arbeit fehlt hier.</source>
        <translation>Open work items without an organisation: {0}. Their work is missing here.</translation>
    </message>
    <message>
        <source>Auswählen</source>
        <translation>Select</translation>
    </message>
    <message>
        <source>Wählen Sie eine Woche, um ihre Arbeitspakete zu sehen.</source>
        <translation>Choose a week to see its work items.</translation>
    </message>
    <message>
        <source>{0} konnte nicht gespeichert werden: {1}</source>
        <translation>{0} could not be saved: {1}</translation>
    </message>
    <message>
        <source>Gespeichert: {0}</source>
        <translation>Saved: {0}</translation>
    </message>
    <message>
        <source>Wählen Sie zuerst eine Woche mit Arbeit.</source>
        <translation>Please choose a week with work first.</translation>
    </message>
    <message>
        <source>Auslastung speichern</source>
        <translation>Save load</translation>
    </message>
    <message>
        <source>auslastung</source>
        <translation>load</translation>
    </message>
</context>
<context>
    <name>LogDialog</name>
    <message>
        <source>Ins Schichtbuch eintragen</source>
        <translation>Enter in the shift logbook</translation>
    </message>
    <message>
        <source>Eintrag bearbeiten</source>
        <translation>Edit entry</translation>
    </message>
    <message>
        <source>Text des Eintrags</source>
        <translation>Text of the entry</translation>
    </message>
    <message>
        <source>Was ist geschehen, was wurde getan, was ist noch zu tun?</source>
        <translation>What happened, what was done, what is still to be done?</translation>
    </message>
    <message>
        <source>Zeitpunkt</source>
        <translation>Moment</translation>
    </message>
    <message>
        <source>Auch in Worten: „vor 10 min“, „gestern 14:30“</source>
        <translation>In words too: “10 min ago”, “yesterday 14:30”</translation>
    </message>
    <message>
        <source>Noch zu erledigen</source>
        <translation>Still to be done</translation>
    </message>
    <message>
        <source>Bleibt in jeder Übergabe, bis jemand es erledigt</source>
        <translation>Stays in every handover until somebody gets it done</translation>
    </message>
    <message>
        <source>Zeit</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Der Eintrag ist nicht gespeichert. Nochmals abbrechen verwirft ihn.</source>
        <translation>The entry is not saved. Cancelling once more discards it.</translation>
    </message>
</context>
<context>
    <name>LogbookController</name>
    <message>
        <source>Diesen Eintrag gibt es nicht mehr.</source>
        <translation>This entry does not exist any more.</translation>
    </message>
    <message>
        <source>Ins Schichtbuch eingetragen.</source>
        <translation>Entered in the shift logbook.</translation>
    </message>
    <message>
        <source>Der Eintrag wurde geändert.</source>
        <translation>The entry was changed.</translation>
    </message>
    <message numerus="yes">
        <source>%n Eintrag/Einträge erledigt.</source>
        <translation>
            <numerusform>%n entry done.</numerusform>
            <numerusform>%n entries done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Eintrag/Einträge sind wieder offen.</source>
        <translation>
            <numerusform>%n entry is open again.</numerusform>
            <numerusform>%n entries are open again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Eintrag/Einträge gelöscht.</source>
        <translation>
            <numerusform>%n entry deleted.</numerusform>
            <numerusform>%n entries deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogbookView</name>
    <message>
        <source>Erledigt</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Noch zu erledigen</source>
        <translation>Still to be done</translation>
    </message>
    <message>
        <source>Alarm zeigen</source>
        <translation>Show alarm</translation>
    </message>
    <message numerus="yes">
        <source>%n Eintrag/Einträge</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message>
        <source>Das Schichtbuch ist noch leer. Was Sie unten eintragen, steht auch in der Übergabe.</source>
        <translation>The shift logbook is still empty. What you enter below is in the handover too.</translation>
    </message>
    <message>
        <source>Ersten Eintrag schreiben</source>
        <translation>Write the first entry</translation>
    </message>
    <message>
        <source>Kein Eintrag passt zu diesen Wörtern und Filtern.</source>
        <translation>No entry matches these words and filters.</translation>
    </message>
    <message numerus="yes">
        <source>%n Eintrag/Einträge in {file} geschrieben.</source>
        <translation>
            <numerusform>%n entry written to {file}.</numerusform>
            <numerusform>%n entries written to {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Im Schichtbuch suchen …</source>
        <translation>Search the shift logbook …</translation>
    </message>
    <message>
        <source>Im Schichtbuch suchen</source>
        <translation>Search the shift logbook</translation>
    </message>
    <message>
        <source>Nur Auswahl</source>
        <translation>Selection only</translation>
    </message>
    <message>
        <source>Nur Einträge zu den ausgewählten Datenpunkten</source>
        <translation>Only entries about the selected points</translation>
    </message>
    <message>
        <source>Nur offene</source>
        <translation>Open only</translation>
    </message>
    <message>
        <source>Nur Einträge, bei denen noch etwas zu tun ist</source>
        <translation>Only entries with something still to be done</translation>
    </message>
    <message>
        <source>Nur diese Schicht</source>
        <translation>This shift only</translation>
    </message>
    <message>
        <source>Nur Einträge zur Schicht des gezeigten Zeitpunkts</source>
        <translation>Only entries of the shift of the moment shown</translation>
    </message>
    <message>
        <source>Eintrag …</source>
        <translation>Entry …</translation>
    </message>
    <message>
        <source>Einen Eintrag mit eigenem Zeitpunkt schreiben</source>
        <translation>Write an entry with a moment of its own</translation>
    </message>
    <message>
        <source>Schichtbuch</source>
        <translation>Shift logbook</translation>
    </message>
</context>
<context>
    <name>MailForm</name>
    <message>
        <source>Mailserver</source>
        <translation>Mail server</translation>
    </message>
    <message>
        <source>leer: ohne Anmeldung</source>
        <translation>empty: without login</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>&amp;Verschlüsselung</source>
        <translation>&amp;Encryption</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>&amp;Absender</source>
        <translation>Se&amp;nder</translation>
    </message>
    <message>
        <source>A&amp;nmeldung</source>
        <translation>&amp;Login</translation>
    </message>
    <message>
        <source>Pass&amp;wort</source>
        <translation>Pass&amp;word</translation>
    </message>
    <message>
        <source>des Passworts</source>
        <translation>of the password</translation>
    </message>
    <message>
        <source>Schreiben Sie den Namen des Mailservers.</source>
        <translation>Write the name of the mail server.</translation>
    </message>
    <message>
        <source>Schreiben Sie, von welcher Adresse die Nachrichten kommen.</source>
        <translation>Write which address the messages come from.</translation>
    </message>
    <message>
        <source>Zur Anmeldung gehört der Verweis auf ein Passwort.</source>
        <translation>A login needs the reference to a password.</translation>
    </message>
</context>
<context>
    <name>MaintenanceDialog</name>
    <message>
        <source>Wartungsfenster</source>
        <translation>Maintenance windows</translation>
    </message>
    <message>
        <source>Neu …</source>
        <translation>New …</translation>
    </message>
    <message>
        <source>Jetzt beenden</source>
        <translation>End now</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Keine Wartungsfenster. Kündigen Sie eines an, bevor gearbeitet wird.</source>
        <translation>No maintenance windows. Announce one before work begins.</translation>
    </message>
    <message>
        <source>Wartungsfenster ankündigen</source>
        <translation>Announce maintenance window</translation>
    </message>
    <message>
        <source>Vorzeitig beendet: {reason}</source>
        <translation>Ended early: {reason}</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
</context>
<context>
    <name>ManyDialog</name>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>{0} von {1} angehakt</source>
        <translation>{0} of {1} ticked</translation>
    </message>
    <message>
        <source>Nichts wurde geändert. {0}</source>
        <translation>Nothing was changed. {0}</translation>
    </message>
</context>
<context>
    <name>ManyPoints</name>
    <message numerus="yes">
        <source>%n Datenpunkt(e) ausgewählt</source>
        <translation>
            <numerusform>%n point selected</numerusform>
            <numerusform>%n points selected</numerusform>
        </translation>
    </message>
    <message>
        <source>Werte der ausgewählten Datenpunkte</source>
        <translation>Values of the selected points</translation>
    </message>
</context>
<context>
    <name>MapCanvas</name>
    <message>
        <source>Karte der Stadt</source>
        <translation>Map of the city</translation>
    </message>
</context>
<context>
    <name>MapChoices</name>
    <message>
        <source>Welche Geräte auf der Karte und in der Tabelle stehen</source>
        <translation>Which devices are on the map and in the table</translation>
    </message>
    <message>
        <source>Was Messwerte, Heatmap und Fläche zeigen; immer nur eine Messgröße</source>
        <translation>What measurements, heat map and surface show; one quantity at a time</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Messgröße</source>
        <translation>Quantity</translation>
    </message>
</context>
<context>
    <name>MapDesk</name>
    <message>
        <source>Die Grundkarte im Ordner {0} lässt sich nicht lesen: {1}. Bitte prüfen, ob er noch da ist und gelesen werden darf; „Profil neu laden“ liest ihn noch einmal.</source>
        <translation>The base map in the folder {0} cannot be read: {1}. Please check that the folder is still there and may be read; “Reload profile” reads it again.</translation>
    </message>
</context>
<context>
    <name>MapFiles</name>
    <message>
        <source>„{0}“ liegt schon auf der Karte.</source>
        <translation>“{0}” is on the map already.</translation>
    </message>
</context>
<context>
    <name>MapPictures</name>
    <message>
        <source>Leitstand {0}</source>
        <translation>Leitstand {0}</translation>
    </message>
</context>
<context>
    <name>MapSearch</name>
    <message>
        <source>Die Suche wird vorbereitet …</source>
        <translation>Getting the search ready …</translation>
    </message>
    <message>
        <source>Dazu wurde nichts gefunden.</source>
        <translation>Nothing was found for this.</translation>
    </message>
    <message>
        <source>Zuletzt gesucht</source>
        <translation>Searched recently</translation>
    </message>
    <message>
        <source>Länge und Breite waren vertauscht</source>
        <translation>Longitude and latitude were swapped</translation>
    </message>
    <message>
        <source>Das liegt {distance} außerhalb von {city}.</source>
        <translation>This is {distance} outside {city}.</translation>
    </message>
    <message>
        <source>Ort, Gerät, Koordinate</source>
        <translation>Place, device, coordinate</translation>
    </message>
    <message>
        <source>Auf der Karte suchen</source>
        <translation>Search on the map</translation>
    </message>
    <message>
        <source>Standorte, Geräte, Bezirke und Orte, auch Koordinaten: 51,678 7,807 · 51° 40′ 42″ N 7° 48′ 28″ O · 32U 417555 5725800. ß und ss, ä und ae gelten gleich.</source>
        <translation>Sites, devices, districts and places, coordinates too: 51.678 7.807 · 51° 40′ 42″ N 7° 48′ 28″ E · 32U 417555 5725800. ß equals ss, ä equals ae.</translation>
    </message>
    <message>
        <source>Treffer</source>
        <translation>Results</translation>
    </message>
</context>
<context>
    <name>MapTable</name>
    <message>
        <source>Die eingeschalteten Ebenen und Zustände enthalten zurzeit kein Gerät.</source>
        <translation>The layers and states that are switched on contain no device at present.</translation>
    </message>
    <message>
        <source>Ebenen wählen</source>
        <translation>Choose layers</translation>
    </message>
    <message>
        <source>Kein Gerät passt zu diesem Filter.</source>
        <translation>No device matches this filter.</translation>
    </message>
    <message>
        <source>Im Kartenausschnitt liegt kein Gerät.</source>
        <translation>There is no device in this part of the map.</translation>
    </message>
    <message>
        <source>Filter zurücksetzen</source>
        <translation>Reset filter</translation>
    </message>
    <message>
        <source>Geräte auf der Karte</source>
        <translation>Devices on the map</translation>
    </message>
    <message>
        <source>Eingabetaste zeigt das Gerät auf der Karte, F3 erklärt, F6 zeigt Verläufe.</source>
        <translation>Enter shows the device on the map, F3 explains, F6 shows trends.</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Nicht LIVE: {0}</source>
        <translation>Not LIVE: {0}</translation>
    </message>
    <message>
        <source>Karte noch einmal versuchen</source>
        <translation>Try the map again</translation>
    </message>
    <message>
        <source>Die Karte wollte {0} erreichen; das ist nicht erlaubt.</source>
        <translation>The map tried to reach {0}; this is not allowed.</translation>
    </message>
</context>
<context>
    <name>MappingStep</name>
    <message>
        <source>Erkannt: {0}</source>
        <translation>Recognised: {0}</translation>
    </message>
    <message>
        <source>Noch unbekannt; die Zuordnung ist ein Vorschlag.</source>
        <translation>Not known yet; the mapping is a proposal.</translation>
    </message>
    <message>
        <source>Genau diese Datei wurde am {0} schon importiert.</source>
        <translation>Exactly this file was already imported on {0}.</translation>
    </message>
    <message>
        <source>Und {0} weitere Änderungen am Aufbau.</source>
        <translation>And {0} more changes to the layout.</translation>
    </message>
    <message>
        <source>Und {0} weitere.</source>
        <translation>And {0} more.</translation>
    </message>
    <message>
        <source>Alle Wörter, die eine Auswahl füllen, sind bekannt.</source>
        <translation>All words that fill a choice are known.</translation>
    </message>
    <message>
        <source>Wörter ({0})</source>
        <translation>Words ({0})</translation>
    </message>
    <message>
        <source>Wörter ({0} offen)</source>
        <translation>Words ({0} open)</translation>
    </message>
    <message>
        <source>Feste Werte ({0})</source>
        <translation>Fixed values ({0})</translation>
    </message>
    <message>
        <source>Erkennen und Fehlendes</source>
        <translation>Matching and gaps</translation>
    </message>
    <message>
        <source>Jede Zeile ist:</source>
        <translation>Each row is:</translation>
    </message>
    <message>
        <source>Spalten der Datei</source>
        <translation>Columns of the file</translation>
    </message>
    <message>
        <source>Wörter der Datei</source>
        <translation>Words of the file</translation>
    </message>
</context>
<context>
    <name>Matrix</name>
    <message>
        <source>Noch nicht gewählt.</source>
        <translation>Not chosen yet.</translation>
    </message>
    <message>
        <source>Ereignis</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>Folge {consequence}, Zeit zum Handeln {response}: {result}. {detail}</source>
        <translation>Consequence {consequence}, time to respond {response}: {result}. {detail}</translation>
    </message>
    <message>
        <source>Zeit zum Handeln</source>
        <translation>Time to respond</translation>
    </message>
    <message>
        <source>Folge</source>
        <translation>Impact</translation>
    </message>
</context>
<context>
    <name>MatrixField</name>
    <message>
        <source>Priorität {0}</source>
        <translation>Priority {0}</translation>
    </message>
    <message>
        <source>Noch nicht gewählt.</source>
        <translation>Not chosen yet.</translation>
    </message>
    <message>
        <source>Priorität {0}; warum, ist noch nicht festgehalten.</source>
        <translation>Priority {0}; why has not been written down yet.</translation>
    </message>
</context>
<context>
    <name>MessageLog</name>
    <message>
        <source>Meldungen</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Die gewählten Meldungen, ohne Auswahl alle</source>
        <translation>The selected messages, all without a selection</translation>
    </message>
    <message>
        <source>Zeit</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Meldung</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Bisher wurde nichts gemeldet.</source>
        <translation>Nothing has been reported so far.</translation>
    </message>
</context>
<context>
    <name>MessagesPanel</name>
    <message>
        <source>Noch einmal versuchen</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Keine Nachricht passt zu diesem Filter.</source>
        <translation>No message matches this filter.</translation>
    </message>
    <message>
        <source>Filter zurücksetzen</source>
        <translation>Reset filter</translation>
    </message>
    <message>
        <source>Von dieser Quelle ist noch keine Nachricht gekommen.</source>
        <translation>No message has come from this source yet.</translation>
    </message>
    <message>
        <source>… und {0} weitere Bytes</source>
        <translation>… and {0} more bytes</translation>
    </message>
    <message>
        <source>Abgelehnt: {0}</source>
        <translation>Rejected: {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n Nachricht(en)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} von {1}</source>
        <translation>{0} of {1}</translation>
    </message>
    <message>
        <source>{0}, angehalten</source>
        <translation>{0}, paused</translation>
    </message>
    <message>
        <source>Nur abgelehnte</source>
        <translation>Only rejected</translation>
    </message>
    <message>
        <source>Anfang</source>
        <translation>Beginning</translation>
    </message>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>%n Nachricht(en) geschrieben.</source>
        <translation>
            <numerusform>%n message written.</numerusform>
            <numerusform>%n messages written.</numerusform>
        </translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Als CSV exportieren …</source>
        <translation>Export as CSV …</translation>
    </message>
    <message>
        <source>Als CSV exportieren</source>
        <translation>Export as CSV</translation>
    </message>
    <message>
        <source>Rohnachrichten</source>
        <translation>Raw messages</translation>
    </message>
    <message>
        <source>Anfang der gewählten Nachricht</source>
        <translation>Beginning of the selected message</translation>
    </message>
    <message>
        <source>Filtern: Thema, Inhalt, Ergebnis …</source>
        <translation>Filter: topic, content, result …</translation>
    </message>
    <message>
        <source>Nachrichten filtern</source>
        <translation>Filter messages</translation>
    </message>
    <message>
        <source>Aktualisieren</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Holt die neuesten Nachrichten (Strg+R)</source>
        <translation>Fetches the newest messages (Ctrl+R)</translation>
    </message>
    <message>
        <source>Zeigt nur, was nicht zu verstehen war.</source>
        <translation>Shows only what could not be understood.</translation>
    </message>
    <message>
        <source>JSON, eingerückt</source>
        <translation>JSON, indented</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hexadezimal</source>
        <translation>Hexadecimal</translation>
    </message>
    <message>
        <source>Darstellung des Inhalts</source>
        <translation>How the content is shown</translation>
    </message>
    <message>
        <source>Weiter</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Anhalten</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Hält die Liste an; die Erfassung läuft weiter.</source>
        <translation>Pauses the list; the collector goes on.</translation>
    </message>
    <message>
        <source>Die Liste ist angehalten; hier geht es weiter.</source>
        <translation>The list is paused; continue here.</translation>
    </message>
</context>
<context>
    <name>MiniTrend</name>
    <message>
        <source>Verlauf eine Stunde vorher und nachher: {low} bis {high}. Ein Klick öffnet ihn.</source>
        <translation>Trend one hour before and after: {low} to {high}. A click opens it.</translation>
    </message>
</context>
<context>
    <name>MomentEditor</name>
    <message>
        <source>TT.MM.JJJJ hh:mm</source>
        <translation>DD/MM/YYYY hh:mm</translation>
    </message>
    <message>
        <source>Ein Zeitpunkt sieht so aus: 30.11.2026 14:30.</source>
        <translation>A moment looks like this: 30/11/2026 14:30.</translation>
    </message>
</context>
<context>
    <name>MonthView</name>
    <message>
        <source>{0} Einträge</source>
        <translation>{0} entries</translation>
    </message>
</context>
<context>
    <name>MovePanel</name>
    <message>
        <source>„{0}“ nach „{1}“</source>
        <translation>“{0}” to “{1}”</translation>
    </message>
    <message>
        <source>{0} Arbeitspakete nach „{1}“</source>
        <translation>{0} work items to “{1}”</translation>
    </message>
    <message>
        <source>Verschieben</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Bitte füllen Sie dieses Feld aus.</source>
        <translation>Please fill in this field.</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Speichern</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Name des Kurvenblatts</source>
        <translation>Name of the trend sheet</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>Notizen</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Notiz ändern</source>
        <translation>Change note</translation>
    </message>
    <message>
        <source>Notiz löschen</source>
        <translation>Delete note</translation>
    </message>
    <message>
        <source>Bitte schreiben Sie einen Text.</source>
        <translation>Please write a text.</translation>
    </message>
    <message>
        <source>Notiz hinzufügen</source>
        <translation>Add note</translation>
    </message>
    <message>
        <source>Speichern</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Art der Notiz</source>
        <translation>Kind of note</translation>
    </message>
    <message>
        <source>Text der Notiz</source>
        <translation>Text of the note</translation>
    </message>
</context>
<context>
    <name>NoticeStrip</name>
    <message>
        <source>Meldung schließen</source>
        <translation>Close message</translation>
    </message>
    <message>
        <source>{0} weitere</source>
        <translation>{0} more</translation>
    </message>
</context>
<context>
    <name>NotificationsView</name>
    <message>
        <source>Die Testnachricht an {name} ging nicht hinaus: {reason}</source>
        <translation>The test message to {name} did not go out: {reason}</translation>
    </message>
    <message>
        <source>Die Testnachricht an {name} ist zugestellt.</source>
        <translation>The test message to {name} has been delivered.</translation>
    </message>
    <message>
        <source>Bereitschaft</source>
        <translation>On call</translation>
    </message>
    <message>
        <source>Empfänger</source>
        <translation>Recipients</translation>
    </message>
    <message>
        <source>Regeln</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>Zustellung</source>
        <translation>Delivery</translation>
    </message>
    <message>
        <source>Noch wird niemand benachrichtigt.</source>
        <translation>Nobody is notified yet.</translation>
    </message>
    <message>
        <source>Einrichten</source>
        <translation>Set up</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Nicht übernommen: {0}</source>
        <translation>Not taken over: {0}</translation>
    </message>
    <message>
        <source>Der Plan ist gerade nicht zu lesen: {0}</source>
        <translation>The plan cannot be read at the moment: {0}</translation>
    </message>
    <message>
        <source>Nochmals lesen</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>Inzwischen ist ein anderer Plan in Kraft. Veröffentlichen zeigt, was Ihr Entwurf daran ändert.</source>
        <translation>Meanwhile another plan is in force. Publishing shows what your draft changes in it.</translation>
    </message>
    <message>
        <source>Entwurf verwerfen</source>
        <translation>Discard draft</translation>
    </message>
    <message>
        <source>Die Testnachricht an {name} ist unterwegs …</source>
        <translation>The test message to {name} is on its way …</translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message>
        <source>„{0}“ ist keine Zahl.</source>
        <translation>“{0}” is not a number.</translation>
    </message>
    <message>
        <source>Hier wird eine ganze Zahl erwartet.</source>
        <translation>A whole number is expected here.</translation>
    </message>
</context>
<context>
    <name>ObjectPanel</name>
    <message>
        <source>„{0}“ entfernen</source>
        <translation>Remove “{0}”</translation>
    </message>
    <message>
        <source>Wählen Sie ein Gebäude aus, um hier zu sehen, was darüber bekannt ist.</source>
        <translation>Select a building to see here what is known about it.</translation>
    </message>
    <message>
        <source>Objekt</source>
        <translation>Object</translation>
    </message>
    <message>
        <source>Kennung</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Stadtmodell</source>
        <translation>City model</translation>
    </message>
    <message>
        <source>Eigene Tabellen</source>
        <translation>Your own tables</translation>
    </message>
    <message>
        <source>Datenpunkte</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Gesetzte Geräte</source>
        <translation>Placed devices</translation>
    </message>
    <message>
        <source>Bestand</source>
        <translation>Inventory</translation>
    </message>
    <message>
        <source>Merkmal</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>Wert</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Was über das Gebäude bekannt ist</source>
        <translation>What is known about the building</translation>
    </message>
    <message>
        <source>Tabelle verbinden …</source>
        <translation>Join a table …</translation>
    </message>
    <message>
        <source>Eine eigene CSV-Tabelle über die Kennung mit den Gebäuden verbinden</source>
        <translation>Join a CSV table of your own to the buildings by their ids</translation>
    </message>
    <message>
        <source>Gebäude zeigen</source>
        <translation>Show the building</translation>
    </message>
    <message>
        <source>Gebäude nach diesem Merkmal einfärben</source>
        <translation>Colour buildings by this attribute</translation>
    </message>
</context>
<context>
    <name>OpenCapsuleDialog</name>
    <message>
        <source>Vorfallkapsel öffnen</source>
        <translation>Open incident capsule</translation>
    </message>
    <message>
        <source>Ansehen</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Als Übung starten</source>
        <translation>Start as a drill</translation>
    </message>
    <message>
        <source>Eine zweite Konsole zeigt den Vorfall; nur lesen</source>
        <translation>A second console shows the incident; read only</translation>
    </message>
    <message>
        <source>Der Vorfall läuft wie live ab, mit Auswertung am Ende</source>
        <translation>The incident runs as if it were live, with a debrief at the end</translation>
    </message>
    <message>
        <source>Datei</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Größe</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Stadt</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Vorfall</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>Anlass</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Gesichert von</source>
        <translation>Saved by</translation>
    </message>
    <message>
        <source>Programm</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>OrderDialog</name>
    <message numerus="yes">
        <source>… und %n weitere(r)</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>OrderPanel</name>
    <message>
        <source>Vorschlag übernehmen</source>
        <translation>Accept proposal</translation>
    </message>
    <message>
        <source>Zuweisen</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>Zurückstellen</source>
        <translation>Shelve</translation>
    </message>
    <message>
        <source>Als erledigt melden</source>
        <translation>Report as resolved</translation>
    </message>
    <message>
        <source>Wieder öffnen</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>{0}: {1} Befunde</source>
        <translation>{0}: {1} findings</translation>
    </message>
    <message>
        <source>{0}: 1 Befund</source>
        <translation>{0}: 1 finding</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Vorschlag übernommen</source>
        <translation>Proposal accepted</translation>
    </message>
    <message>
        <source>„{0}“ fehlt. Bitte füllen Sie das Feld aus.</source>
        <translation>“{0}” is missing. Please fill in the field.</translation>
    </message>
    <message>
        <source>Bitte nennen Sie einen Tag nach dem heutigen.</source>
        <translation>Please name a day after today.</translation>
    </message>
</context>
<context>
    <name>OtherRow</name>
    <message>
        <source>Andere Datensätze</source>
        <translation>Other records</translation>
    </message>
    <message>
        <source>Mindestens so viele</source>
        <translation>At least so many</translation>
    </message>
    <message>
        <source>Höchstens so viele</source>
        <translation>At most so many</translation>
    </message>
    <message>
        <source>beliebig</source>
        <translation>any</translation>
    </message>
    <message>
        <source>Entfernen</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>mindestens</source>
        <translation>at least</translation>
    </message>
    <message>
        <source>höchstens</source>
        <translation>at most</translation>
    </message>
</context>
<context>
    <name>Others</name>
    <message>
        <source>Bedingung an andere Datensätze …</source>
        <translation>Condition on other records …</translation>
    </message>
    <message>
        <source>Zum Beispiel: Standorte, an denen mindestens 1 Gerät in Betrieb ist.</source>
        <translation>For example: sites with at least 1 device in service.</translation>
    </message>
</context>
<context>
    <name>Output</name>
    <message>
        <source>Es ist noch nichts zu sehen, was gespeichert werden kann.</source>
        <translation>There is nothing to be seen yet that could be saved.</translation>
    </message>
    <message>
        <source>Das wären mehrere Hundert Seiten. Bitte wählen Sie einen kleineren Maßstab oder weniger Projekte.</source>
        <translation>That would be several hundred pages. Please choose a smaller scale or fewer projects.</translation>
    </message>
    <message>
        <source>Es ist kein Drucker eingerichtet. Bitte speichern Sie als PDF.</source>
        <translation>No printer is set up. Please save as PDF.</translation>
    </message>
    <message>
        <source>Der Plan ist beim Drucker.</source>
        <translation>The plan has been sent to the printer.</translation>
    </message>
    <message>
        <source>Plan speichern</source>
        <translation>Save plan</translation>
    </message>
    <message>
        <source>projektplan</source>
        <translation>project-plan</translation>
    </message>
    <message>
        <source>Gespeichert: {0}</source>
        <translation>Saved: {0}</translation>
    </message>
    <message>
        <source>{0} wird geschrieben. Sie können weiterarbeiten.</source>
        <translation>{0} is being written. You can go on working.</translation>
    </message>
    <message>
        <source>{0} konnte nicht gespeichert werden: {1}</source>
        <translation>{0} could not be saved: {1}</translation>
    </message>
    <message>
        <source>Projektplan</source>
        <translation>Project plan</translation>
    </message>
</context>
<context>
    <name>Outputs</name>
    <message>
        <source>Etiketten gibt es für Geräte; bitte wählen Sie Geräte aus.</source>
        <translation>Labels exist for assets; please select assets.</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Datenpunkt, Ort, Quelle, Gerät oder Befehl</source>
        <translation>Point, place, source, device or command</translation>
    </message>
    <message>
        <source>Suche</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Treffer</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>Eingabetaste öffnet · Pfeiltasten wählen · &gt; nur Befehle · s nur Datenpunkte · b nur Bestand · t gestern 14:30 zeigt diesen Zeitpunkt</source>
        <translation>Enter opens · arrow keys select · &gt; commands only · s points only · b inventory only · t yesterday 14:30 shows this moment</translation>
    </message>
    <message>
        <source>Zeige {0}, {1}</source>
        <translation>Show {0}, {1}</translation>
    </message>
    <message>
        <source>Dazu wurde nichts gefunden.</source>
        <translation>Nothing was found.</translation>
    </message>
</context>
<context>
    <name>PanoramaBar</name>
    <message>
        <source>Deckkraft des Bildes</source>
        <translation>Opacity of the picture</translation>
    </message>
    <message>
        <source>Drehung</source>
        <translation>Rotation</translation>
    </message>
    <message>
        <source>Neigung</source>
        <translation>Tilt</translation>
    </message>
    <message>
        <source>Querneigung</source>
        <translation>Sideways tilt</translation>
    </message>
    <message>
        <source>Bild verlassen</source>
        <translation>Leave the picture</translation>
    </message>
    <message>
        <source>Bild</source>
        <translation>Picture</translation>
    </message>
    <message>
        <source>Gilt für alle Bilder dieser Befahrung.</source>
        <translation>Applies to all pictures of this drive.</translation>
    </message>
</context>
<context>
    <name>PanoramaMode</name>
    <message>
        <source>{0} Mit den Pfeilen oder den Tasten ↑ und ↓ geht es weiter, Esc führt zurück.</source>
        <translation>{0} Use the arrows, or the keys ↑ and ↓, to move on; Esc takes you back.</translation>
    </message>
    <message>
        <source>Hier ist im Stadtmodell nichts. Klicken Sie auf Boden oder ein Gebäude.</source>
        <translation>There is nothing in the city model here. Please click on the ground or on a building.</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>Plan auf Papier</source>
        <translation>Plan on paper</translation>
    </message>
    <message>
        <source>{0} quer</source>
        <translation>{0} landscape</translation>
    </message>
    <message>
        <source>Alle Tage auf eine Seitenbreite</source>
        <translation>All days on the width of one page</translation>
    </message>
    <message>
        <source>Alle Tage auf zwei Seitenbreiten</source>
        <translation>All days on the width of two pages</translation>
    </message>
    <message>
        <source>Tage so breit wie am Bildschirm</source>
        <translation>Days as wide as on screen</translation>
    </message>
    <message>
        <source>Weiter</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Papier</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Maßstab</source>
        <translation>Scale</translation>
    </message>
</context>
<context>
    <name>PartForm</name>
    <message>
        <source>Übernehmen</source>
        <translation>Apply</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>PartsPanel</name>
    <message>
        <source>Hinzufügen …</source>
        <translation>Add …</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Entfernen</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Nach oben</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>Nach unten</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>Als CSV exportieren</source>
        <translation>Export as CSV</translation>
    </message>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>%n Zeile(n) in {file} geschrieben.</source>
        <translation>
            <numerusform>%n line written to {file}.</numerusform>
            <numerusform>%n lines written to {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Als CSV exportieren …</source>
        <translation>Export as CSV …</translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Vor- und Nachname</source>
        <translation>First and last name</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;E-Mail</source>
        <translation>&amp;E-mail</translation>
    </message>
    <message>
        <source>Schreiben Sie den Namen.</source>
        <translation>Write the name.</translation>
    </message>
    <message>
        <source>Schreiben Sie die E-Mail-Adresse.</source>
        <translation>Write the e-mail address.</translation>
    </message>
</context>
<context>
    <name>Placeholder</name>
    <message>
        <source>Für diese Ansicht fehlt Ihnen das Recht. Ihre Leitung kann es freigeben.</source>
        <translation>You have no right to see this view. Your supervisor can grant it.</translation>
    </message>
</context>
<context>
    <name>PlanActs</name>
    <message>
        <source>Entwurf der Benachrichtigung in Kraft setzen</source>
        <translation>Put the draft of the notifications in force</translation>
    </message>
    <message>
        <source>Niemanden mehr benachrichtigen</source>
        <translation>Notify nobody any more</translation>
    </message>
    <message>
        <source>Version {n} vom {time} wieder in Kraft setzen</source>
        <translation>Put version {n} of {time} in force again</translation>
    </message>
    <message>
        <source>Wieder Version {n}: {why}</source>
        <translation>Version {n} again: {why}</translation>
    </message>
    <message>
        <source>Plan importieren</source>
        <translation>Import plan</translation>
    </message>
    <message>
        <source>Plan (*.toml)</source>
        <translation>Plan (*.toml)</translation>
    </message>
    <message>
        <source>{file} konnte nicht gelesen werden: {reason}</source>
        <translation>{file} could not be read: {reason}</translation>
    </message>
    <message>
        <source>{file} ist jetzt der Entwurf; er gilt erst, wenn er veröffentlicht ist.</source>
        <translation>{file} is the draft now; it only counts once it has been published.</translation>
    </message>
    <message>
        <source>Plan exportieren</source>
        <translation>Export plan</translation>
    </message>
    <message>
        <source>Plan in {file} geschrieben.</source>
        <translation>Plan written to {file}.</translation>
    </message>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
</context>
<context>
    <name>PlanBar</name>
    <message>
        <source>Entwurf, gilt noch nicht: {summary}</source>
        <translation>Draft, not in force yet: {summary}</translation>
    </message>
    <message>
        <source>So ist es in Kraft.</source>
        <translation>This is in force.</translation>
    </message>
    <message>
        <source>Erst muss stimmen, was oben genannt ist.</source>
        <translation>First what is named above has to be put right.</translation>
    </message>
    <message>
        <source>Zeigen, was sich ändert, und in Kraft setzen</source>
        <translation>Show what changes, and put it in force</translation>
    </message>
    <message>
        <source>Rückgängig im Entwurf (Strg+Z)</source>
        <translation>Undo in the draft (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Wiederholen im Entwurf (Strg+Umschalt+Z)</source>
        <translation>Redo in the draft (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Verwerfen</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Den Entwurf verwerfen; Rückgängig holt ihn wieder</source>
        <translation>Discard the draft; undo brings it back</translation>
    </message>
    <message>
        <source>Testnachricht senden</source>
        <translation>Send a test message</translation>
    </message>
    <message>
        <source>An einen Empfänger des Plans, der in Kraft ist</source>
        <translation>To a recipient of the plan that is in force</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Plan: einlesen, ausgeben, Versionen</source>
        <translation>Plan: import, export, versions</translation>
    </message>
    <message>
        <source>Importieren …</source>
        <translation>Import …</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Versionen …</source>
        <translation>Versions …</translation>
    </message>
    <message>
        <source>Veröffentlichen …</source>
        <translation>Publish …</translation>
    </message>
</context>
<context>
    <name>PlanExportDialog</name>
    <message>
        <source>programm</source>
        <translation>programme</translation>
    </message>
    <message>
        <source>Wird gezählt …</source>
        <translation>Counting …</translation>
    </message>
    <message>
        <source>Die Datei wäre leer: Kein Datensatz ist für diese Empfänger freigegeben. Für wen einer ist, steht an ihm unter „Veröffentlichung“; dort lässt es sich ändern.</source>
        <translation>The file would be empty: no record is released for these recipients. For whom a record is stands in its field “Publication”; it can be changed there.</translation>
    </message>
    <message>
        <source>Die Datei enthält {0}.</source>
        <translation>The file contains {0}.</translation>
    </message>
    <message>
        <source>Weg bleiben, weil nicht freigegeben: {0}.</source>
        <translation>Left out because not released: {0}.</translation>
    </message>
    <message>
        <source>Leer bleiben {0} Werte ({1}).</source>
        <translation>{0} values stay empty ({1}).</translation>
    </message>
    <message>
        <source>Rollen, Geld und Risiken kennt dieses Format nicht.</source>
        <translation>This format knows no roles, money or risks.</translation>
    </message>
    <message>
        <source>Gespeichert: {0}</source>
        <translation>Saved: {0}</translation>
    </message>
    <message>
        <source>Ordner öffnen</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>Ersetzen</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Abgebrochen; es wurde nichts geschrieben.</source>
        <translation>Cancelled; nothing was written.</translation>
    </message>
    <message>
        <source>Die Datei konnte nicht geschrieben werden: {0}</source>
        <translation>The file could not be written: {0}</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Programm exportieren</source>
        <translation>Export programme</translation>
    </message>
    <message>
        <source>Projekte</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Für wen</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>Datei</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Nur die ausgewählten ({0})</source>
        <translation>Only the selected ones ({0})</translation>
    </message>
    <message>
        <source>Alle ({0})</source>
        <translation>All ({0})</translation>
    </message>
    <message>
        <source>Arbeitsmappe mit allen Tabellen (XLSX)</source>
        <translation>Workbook with all tables (XLSX)</translation>
    </message>
    <message>
        <source>MS Project (XML)</source>
        <translation>MS Project (XML)</translation>
    </message>
    <message>
        <source>Kalender (iCalendar)</source>
        <translation>Calendar (iCalendar)</translation>
    </message>
    <message>
        <source>Nur die Projekte (CSV)</source>
        <translation>Only the projects (CSV)</translation>
    </message>
    <message>
        <source>Wählen …</source>
        <translation>Choose …</translation>
    </message>
    <message>
        <source>Exportieren</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Fortschritt</source>
        <translation>Progress</translation>
    </message>
</context>
<context>
    <name>PlanImportDialog</name>
    <message>
        <source>Der Server zeigt zu diesem Schlüssel keine Projekte.</source>
        <translation>The server shows no projects for this key.</translation>
    </message>
    <message>
        <source>Es gibt nichts zu tun: Das Projekt ist so, wie der Plan es will.</source>
        <translation>There is nothing to do: the project is as the plan has it.</translation>
    </message>
    <message>
        <source>Abgebrochen; es wurde nichts geändert.</source>
        <translation>Cancelled; nothing was changed.</translation>
    </message>
    <message>
        <source>Übernommen: {0} neu, {1} geändert. Rückgängig geht wie immer.</source>
        <translation>Taken over: {0} new, {1} changed. It can be undone as always.</translation>
    </message>
    <message>
        <source>Jemand hat das Projekt inzwischen geändert; es wird neu verglichen.</source>
        <translation>Somebody has changed the project meanwhile; it is compared again.</translation>
    </message>
    <message>
        <source>Hinweise speichern</source>
        <translation>Save remarks</translation>
    </message>
    <message>
        <source>hinweise.csv</source>
        <translation>remarks.csv</translation>
    </message>
    <message>
        <source>Gespeichert: {0}</source>
        <translation>Saved: {0}</translation>
    </message>
    <message>
        <source>{0} konnte nicht gespeichert werden: {1}</source>
        <translation>{0} could not be saved: {1}</translation>
    </message>
    <message>
        <source>Legen Sie zuerst ein Projekt an, in das der Plan gehört.</source>
        <translation>First create a project that the plan belongs to.</translation>
    </message>
    <message>
        <source>Wählen Sie einen Plan; hier steht dann, was sich ändern würde.</source>
        <translation>Choose a plan; what it would change is then shown here.</translation>
    </message>
    <message>
        <source>Plan übernehmen</source>
        <translation>Take over a plan</translation>
    </message>
    <message>
        <source>Datei</source>
        <translation>File</translation>
    </message>
    <message>
        <source>In das Projekt</source>
        <translation>Into the project</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Übernehmen</source>
        <translation>Take over</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Fortschritt</source>
        <translation>Progress</translation>
    </message>
</context>
<context>
    <name>PlanKeeping</name>
    <message>
        <source>{0} lässt sich nicht übernehmen: {1}</source>
        <translation>{0} cannot be taken over: {1}</translation>
    </message>
</context>
<context>
    <name>PlanPane</name>
    <message>
        <source>Das liegt außerhalb des Grundrisses.</source>
        <translation>That is outside the floor plan.</translation>
    </message>
    <message>
        <source>{0} nach rechts, {1} nach unten</source>
        <translation>{0} to the right, {1} down</translation>
    </message>
    <message>
        <source>der Raum wechselt von „{0}“ zu „{1}“</source>
        <translation>the room changes from “{0}” to “{1}”</translation>
    </message>
    <message>
        <source>der Raum wird „{0}“</source>
        <translation>the room becomes “{0}”</translation>
    </message>
    <message>
        <source>„{0}“: {1}.</source>
        <translation>“{0}”: {1}.</translation>
    </message>
    <message>
        <source>Bitte wählen Sie zuerst ein Gerät aus.</source>
        <translation>Please select an asset first.</translation>
    </message>
    <message>
        <source>„{0}“ aus dem Grundriss nehmen? Das Gerät bleibt in seinem Raum.</source>
        <translation>Take “{0}” off the floor plan? The asset stays in its room.</translation>
    </message>
    <message>
        <source>„{0}“ hat keine Lage im Grundriss mehr.</source>
        <translation>“{0}” no longer has a position in the floor plan.</translation>
    </message>
    <message>
        <source>Aus dem Grundriss nehmen</source>
        <translation>Take off the floor plan</translation>
    </message>
    <message>
        <source>Bitte klicken Sie zwei Punkte an, deren Abstand Sie kennen; Esc bricht ab.</source>
        <translation>Please click two points whose distance you know; Esc cancels.</translation>
    </message>
    <message>
        <source>Länge: {0}</source>
        <translation>Length: {0}</translation>
    </message>
    <message>
        <source>Der Grundriss ist jetzt {0} breit.</source>
        <translation>The floor plan is now {0} wide.</translation>
    </message>
    <message>
        <source>Abstand der beiden Punkte in Metern:</source>
        <translation>Distance of the two points in metres:</translation>
    </message>
    <message>
        <source>Maßstab setzen</source>
        <translation>Set scale</translation>
    </message>
    <message>
        <source>„{0}“ ist jetzt das Bild dieser Etage.</source>
        <translation>“{0}” is now the picture of this floor.</translation>
    </message>
    <message>
        <source>Grundrisse ({0})</source>
        <translation>Floor plans ({0})</translation>
    </message>
    <message>
        <source>Bild des Grundrisses wählen</source>
        <translation>Choose picture of the floor plan</translation>
    </message>
    <message>
        <source>Bitte klicken Sie die Punkte der Strecke an; Esc beendet.</source>
        <translation>Please click the points of the line; Esc ends it.</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Ein Ordner für Grundrisse ist nicht eingerichtet.</source>
        <translation>No folder for floor plans is set up.</translation>
    </message>
    <message>
        <source>Diese Etage hat kein Bild; ihr Maßstab steht fest.</source>
        <translation>This floor has no picture; its scale is fixed.</translation>
    </message>
    <message>
        <source>Der Maßstab dieses Bildes ist nicht bekannt; Längen sind geraten.</source>
        <translation>The scale of this picture is not known; lengths are guessed.</translation>
    </message>
    <message>
        <source>Maßstab setzen</source>
        <translation>Set scale</translation>
    </message>
    <message>
        <source>Bitte wählen Sie eine Etage, einen Raum, ein Gerät oder einen Standort.</source>
        <translation>Please select a floor, a room, an asset or a site.</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt war hier keine Etage vermerkt.</source>
        <translation>At this moment no floor was recorded here.</translation>
    </message>
    <message>
        <source>Hier ist im Bestand keine Etage vermerkt.</source>
        <translation>No floor is noted in the inventory here.</translation>
    </message>
    <message>
        <source>Darüber liegt in diesem Gebäude keine Etage.</source>
        <translation>There is no floor above it in this building.</translation>
    </message>
    <message>
        <source>Darunter liegt in diesem Gebäude keine Etage.</source>
        <translation>There is no floor below it in this building.</translation>
    </message>
    <message>
        <source>Grundriss der Etage</source>
        <translation>Floor plan of the floor</translation>
    </message>
    <message>
        <source>Ohne Lage, zum Hineinziehen</source>
        <translation>Without a position, to drag in</translation>
    </message>
    <message>
        <source>Geräte ohne Lage suchen</source>
        <translation>Search assets without a position</translation>
    </message>
    <message>
        <source>Alle Geräte dieser Etage haben eine Lage.</source>
        <translation>All assets of this floor have a position.</translation>
    </message>
</context>
<context>
    <name>PointCard</name>
    <message>
        <source>Dieser Wert ist simuliert.</source>
        <translation>This value is simulated.</translation>
    </message>
    <message>
        <source>Kennung kopieren</source>
        <translation>Copy id</translation>
    </message>
    <message>
        <source>vor {age}</source>
        <translation>{age} ago</translation>
    </message>
    <message>
        <source>Alarme</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>Grenzwerte</source>
        <translation>Limits</translation>
    </message>
    <message>
        <source>Gesetzlicher Grenzwert</source>
        <translation>Legal limit</translation>
    </message>
    <message>
        <source>Gemessen</source>
        <translation>Measured</translation>
    </message>
    <message>
        <source>Empfangen</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Quelle</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Gerät</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>Handlungsfeld</source>
        <translation>Field of action</translation>
    </message>
    <message>
        <source>Einheit</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Herkunft</source>
        <translation>Origin</translation>
    </message>
</context>
<context>
    <name>PointDialog</name>
    <message>
        <source>Neue Regel</source>
        <translation>New rule</translation>
    </message>
    <message>
        <source>Datenpunkt suchen …</source>
        <translation>Find a point …</translation>
    </message>
    <message>
        <source>Datenpunkt suchen</source>
        <translation>Find a point</translation>
    </message>
    <message>
        <source>Datenpunkte</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Weiter</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Welchen Datenpunkt soll die Regel überwachen?</source>
        <translation>Which point is the rule to watch?</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>PointEditor</name>
    <message>
        <source>Rechtswert / Hochwert</source>
        <translation>Easting / northing</translation>
    </message>
    <message>
        <source>Bitte schreiben Sie zwei Zahlen in Metern, etwa 415.230,00 / 5.725.180,00.</source>
        <translation>Please write two numbers in metres, such as 415,230.00 / 5,725,180.00.</translation>
    </message>
</context>
<context>
    <name>PointField</name>
    <message>
        <source>kein Datenpunkt: fester Wert</source>
        <translation>no point: a fixed value</translation>
    </message>
</context>
<context>
    <name>PointList</name>
    <message>
        <source>Herausnehmen</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>{0} herausnehmen</source>
        <translation>Take out {0}</translation>
    </message>
</context>
<context>
    <name>PointTableView</name>
    <message>
        <source>In diesem Profil ist noch kein Datenpunkt angelegt.</source>
        <translation>This profile has no points yet.</translation>
    </message>
    <message>
        <source>Quellen anbinden</source>
        <translation>Connect sources</translation>
    </message>
    <message>
        <source>Kein Datenpunkt passt zu diesem Filter.</source>
        <translation>No point matches this filter.</translation>
    </message>
    <message>
        <source>Filter zurücksetzen</source>
        <translation>Reset filter</translation>
    </message>
    <message>
        <source>Quellen prüfen</source>
        <translation>Check sources</translation>
    </message>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
    <message>
        <source>{points} in {file} geschrieben.</source>
        <translation>{points} written to {file}.</translation>
    </message>
    <message>
        <source>Als CSV exportieren</source>
        <translation>Export as CSV</translation>
    </message>
    <message>
        <source>In Verläufe zeigen</source>
        <translation>Show in trends</translation>
    </message>
    <message>
        <source>Auf der Karte zeigen</source>
        <translation>Show on the map</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Als CSV exportieren …</source>
        <translation>Export as CSV …</translation>
    </message>
    <message>
        <source>Spalten</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Spalten zurücksetzen</source>
        <translation>Reset columns</translation>
    </message>
    <message>
        <source>Datenpunkte</source>
        <translation>Points</translation>
    </message>
</context>
<context>
    <name>Pointing</name>
    <message>
        <source>In dieser Fläche liegt kein sichtbares Gerät.</source>
        <translation>There is no visible device in this area.</translation>
    </message>
</context>
<context>
    <name>PoliciesPage</name>
    <message>
        <source>Regeln</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Prioritäten</source>
        <translation>Priorities</translation>
    </message>
    <message>
        <source>Handlungsfelder</source>
        <translation>Fields of action</translation>
    </message>
    <message>
        <source>Zeiten</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Stufen, solange niemand quittiert</source>
        <translation>Levels, while nobody acknowledges</translation>
    </message>
    <message>
        <source>Noch keine Regel: Es geht keine Nachricht hinaus.</source>
        <translation>No rule yet: no message goes out.</translation>
    </message>
    <message>
        <source>Regel hinzufügen</source>
        <translation>Add rule</translation>
    </message>
</context>
<context>
    <name>PolicyForm</name>
    <message>
        <source>Regel der Benachrichtigung</source>
        <translation>Notification rule</translation>
    </message>
    <message>
        <source>etwa „Kritisches außerhalb der Dienstzeit“</source>
        <translation>such as “Critical alarms out of hours”</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Prioritäten</source>
        <translation>Priorities</translation>
    </message>
    <message>
        <source>Ohne Haken gilt die Regel für alle Handlungsfelder.</source>
        <translation>Without a tick the rule applies to all fields of action.</translation>
    </message>
    <message>
        <source>Handlungsfelder</source>
        <translation>Fields of action</translation>
    </message>
    <message>
        <source>Zeit hinzufügen</source>
        <translation>Add time</translation>
    </message>
    <message>
        <source>Ohne Zeit gilt die Regel immer.</source>
        <translation>Without a time: always.</translation>
    </message>
    <message>
        <source>Zeiten</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Stufen</source>
        <translation>Levels</translation>
    </message>
    <message>
        <source>Zeit entfernen</source>
        <translation>Remove time</translation>
    </message>
    <message>
        <source>Geben Sie der Regel einen Namen.</source>
        <translation>Give the rule a name.</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>{0} neu</source>
        <translation>{0} new</translation>
    </message>
    <message>
        <source>{0} geändert</source>
        <translation>{0} changed</translation>
    </message>
    <message>
        <source>{0} unverändert</source>
        <translation>{0} unchanged</translation>
    </message>
    <message>
        <source>{0} nicht mehr im Plan (bleiben)</source>
        <translation>{0} no longer in the plan (they stay)</translation>
    </message>
    <message>
        <source>„{0}“ ({1})</source>
        <translation>“{0}” ({1})</translation>
    </message>
    <message>
        <source>Änderungen ({0})</source>
        <translation>Changes ({0})</translation>
    </message>
    <message>
        <source>Hinweise ({0})</source>
        <translation>Remarks ({0})</translation>
    </message>
    <message>
        <source>Als Tabelle kopieren</source>
        <translation>Copy as table</translation>
    </message>
    <message>
        <source>Hinweise kopieren</source>
        <translation>Copy remarks</translation>
    </message>
    <message>
        <source>Hinweise als CSV …</source>
        <translation>Remarks as CSV …</translation>
    </message>
    <message>
        <source>Was sich ändern würde</source>
        <translation>What would change</translation>
    </message>
    <message>
        <source>Was ausgelassen oder anders gelesen wurde</source>
        <translation>What was left out or read otherwise</translation>
    </message>
</context>
<context>
    <name>PreviewModel</name>
    <message>
        <source>Datensatz</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Feld</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Bisher</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Neu</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Hinweis</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Kopf {0}</source>
        <translation>Header {0}</translation>
    </message>
    <message>
        <source>Kopf</source>
        <translation>Header</translation>
    </message>
</context>
<context>
    <name>ProblemsModel</name>
    <message>
        <source>Zeile</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Spalte</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>Wert</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Grund</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Vorschlag</source>
        <translation>Proposal</translation>
    </message>
</context>
<context>
    <name>ProfileCard</name>
    <message>
        <source>Das Höhenprofil ist als Tabelle kopiert.</source>
        <translation>The height profile has been copied as a table.</translation>
    </message>
    <message>
        <source>Höhenprofil</source>
        <translation>Height profile</translation>
    </message>
    <message>
        <source>Höhenprofil als Tabelle kopieren</source>
        <translation>Copy the height profile as a table</translation>
    </message>
    <message>
        <source>Höhenprofil schließen (Esc)</source>
        <translation>Close the height profile (Esc)</translation>
    </message>
</context>
<context>
    <name>ProfilePlot</name>
    <message>
        <source>Höhenprofil über {0}, von {1} bis {2}</source>
        <translation>Height profile over {0}, from {1} to {2}</translation>
    </message>
</context>
<context>
    <name>ProgramPlayer</name>
    <message>
        <source>Kein Ton: {program} konnte den Alarmton nicht abspielen.</source>
        <translation>No sound: {program} could not play the alarm sound.</translation>
    </message>
</context>
<context>
    <name>ProgrammeSeeding</name>
    <message>
        <source>Das Programm des Profils ist geladen: {0} Einträge. Was nicht öffentlich belegt ist, ist simuliert und so bezeichnet.</source>
        <translation>The programme of the profile is loaded: {0} entries. What is not publicly documented is simulated and labelled so.</translation>
    </message>
    <message>
        <source>Entfernen</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Das Programm des Profils ist entfernt: {0} Einträge.</source>
        <translation>The programme of the profile is removed: {0} entries.</translation>
    </message>
    <message>
        <source>Das Programm des Profils ist entfernt: {0} Einträge. {1} bleiben, weil eigene Einträge darauf beruhen.</source>
        <translation>The programme of the profile is removed: {0} entries. {1} stay because entries of your own rest on them.</translation>
    </message>
</context>
<context>
    <name>ProgressDialog</name>
    <message>
        <source>Ausschnitt exportieren</source>
        <translation>Export section</translation>
    </message>
    <message>
        <source>%1 wird geschrieben …</source>
        <translation>Writing %1 …</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>ProjectHead</name>
    <message>
        <source>Zustand des Projekts</source>
        <translation>State of the project</translation>
    </message>
    <message>
        <source>Simulation</source>
        <translation>Simulation</translation>
    </message>
    <message>
        <source>Dieses Projekt ist erfunden, damit es etwas zu zeigen gibt.</source>
        <translation>This project is made up so that there is something to show.</translation>
    </message>
    <message>
        <source>Meldung weicht ab</source>
        <translation>Report differs</translation>
    </message>
    <message>
        <source>Bei Meilensteinen oder Kennzahlen weicht das Gemeldete vom Nachweis ab.</source>
        <translation>For milestones or key figures, what was reported differs from the evidence.</translation>
    </message>
    <message>
        <source>Sie sehen einen vergangenen Stand. Ändern können Sie nur den gegenwärtigen.</source>
        <translation>You are looking at a past state. Only the present one can be changed.</translation>
    </message>
    <message>
        <source>Ampel von Hand setzen …</source>
        <translation>Set light by hand …</translation>
    </message>
    <message>
        <source>Ampel von Hand aufheben</source>
        <translation>Remove light set by hand</translation>
    </message>
    <message>
        <source>Änderungen zeigen</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Entfernen …</source>
        <translation>Remove …</translation>
    </message>
    <message>
        <source>Bearbeiten</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Dieses Projekt bearbeiten</source>
        <translation>Edit this project</translation>
    </message>
    <message>
        <source>Nächster Schritt</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>Was nach diesem Zustand kommen kann</source>
        <translation>What can come after this state</translation>
    </message>
    <message>
        <source>Weiteres</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>ProjectPane</name>
    <message>
        <source>Notizen und Änderungen lassen sich nicht lesen: {0}</source>
        <translation>Notes and changes cannot be read: {0}</translation>
    </message>
    <message>
        <source>Warum die Ampel so steht</source>
        <translation>Why the light is as it is</translation>
    </message>
    <message>
        <source>Angaben</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Ziel und Nutzen</source>
        <translation>Goal and benefit</translation>
    </message>
    <message>
        <source>Fortschritt</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Meilensteine</source>
        <translation>Milestones</translation>
    </message>
    <message>
        <source>Offene Risiken</source>
        <translation>Open risks</translation>
    </message>
    <message>
        <source>Entscheidungen</source>
        <translation>Decisions</translation>
    </message>
    <message>
        <source>Budget in Euro</source>
        <translation>Budget in euro</translation>
    </message>
    <message>
        <source>Kennzahlen und Wirkungen</source>
        <translation>Key figures and effects</translation>
    </message>
    <message>
        <source>Dokumente</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Dieses Projekt gab es zu diesem Zeitpunkt nicht.</source>
        <translation>This project did not exist at this moment.</translation>
    </message>
    <message>
        <source>Dieses Projekt gibt es nicht mehr.</source>
        <translation>This project does not exist any more.</translation>
    </message>
    <message>
        <source>Wählen Sie ein Projekt oder etwas daraus aus, um hier alles über das Projekt zu sehen.</source>
        <translation>Select a project or something of it to see everything about the project here.</translation>
    </message>
    <message>
        <source>Neues Projekt</source>
        <translation>New project</translation>
    </message>
    <message>
        <source>Ampel von Hand aufgehoben</source>
        <translation>Light set by hand removed</translation>
    </message>
    <message>
        <source>„{0}“ lässt sich nicht öffnen.</source>
        <translation>“{0}” cannot be opened.</translation>
    </message>
</context>
<context>
    <name>PublishDialog</name>
    <message>
        <source>Regeln in Kraft setzen</source>
        <translation>Put rules in force</translation>
    </message>
    <message>
        <source>Was nicht stimmt</source>
        <translation>What is wrong</translation>
    </message>
    <message>
        <source>In Kraft setzen</source>
        <translation>Put in force</translation>
    </message>
    <message>
        <source>&amp;Warum?</source>
        <translation>&amp;Why?</translation>
    </message>
    <message>
        <source>Warum?</source>
        <translation>Why?</translation>
    </message>
    <message>
        <source>Ein Satz für alle, die später fragen, warum das geändert wurde</source>
        <translation>A sentence for all who ask later why this was changed</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Nichts davon wird übernommen, solange etwas nicht stimmt:</source>
        <translation>None of it is taken over as long as something is wrong:</translation>
    </message>
    <message>
        <source>Damit ändert sich keine Regel, die in Kraft ist.</source>
        <translation>This changes no rule that is in force.</translation>
    </message>
    <message>
        <source>Das lässt sich nicht lesen: {0}</source>
        <translation>This cannot be read: {0}</translation>
    </message>
    <message>
        <source>Bitte schreiben Sie, warum.</source>
        <translation>Please write why.</translation>
    </message>
    <message>
        <source>Wird geprüft und gespeichert …</source>
        <translation>Being checked and saved …</translation>
    </message>
    <message>
        <source>Das wurde nicht übernommen.</source>
        <translation>This was not taken over.</translation>
    </message>
</context>
<context>
    <name>QuickLine</name>
    <message>
        <source>Noch zu erledigen</source>
        <translation>Still to be done</translation>
    </message>
    <message>
        <source>Bleibt in jeder Übergabe, bis jemand es erledigt</source>
        <translation>Stays in every handover until somebody gets it done</translation>
    </message>
    <message>
        <source>Eintragen</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Neuer Eintrag im Schichtbuch</source>
        <translation>New entry in the shift logbook</translation>
    </message>
    <message>
        <source>Eingabe trägt ein</source>
        <translation>Press Enter to add it</translation>
    </message>
    <message>
        <source>Neuer Eintrag, Zeitpunkt jetzt …</source>
        <translation>New entry, as of now …</translation>
    </message>
    <message>
        <source>Neuer Eintrag zum gezeigten Zeitpunkt …</source>
        <translation>New entry at the moment shown …</translation>
    </message>
    <message>
        <source>und {0} weitere</source>
        <translation>and {0} more</translation>
    </message>
    <message>
        <source>Betrifft die ganze Stadt; ausgewählte Datenpunkte kommen hierher.</source>
        <translation>Concerns the whole city; selected points come here.</translation>
    </message>
    <message>
        <source>Betrifft:</source>
        <translation>Concerns:</translation>
    </message>
    <message>
        <source>{0}: nicht in diesen Eintrag</source>
        <translation>{0}: not into this entry</translation>
    </message>
    <message>
        <source>{0} herausnehmen</source>
        <translation>Take out {0}</translation>
    </message>
</context>
<context>
    <name>RackPane</name>
    <message>
        <source>ohne Raum</source>
        <translation>without a room</translation>
    </message>
    <message>
        <source>Bitte wählen Sie einen Schrank, ein Gerät, einen Raum oder Standort.</source>
        <translation>Please select a rack, an asset, a room or a site.</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt war hier kein Schrank vermerkt.</source>
        <translation>At this moment no rack was recorded here.</translation>
    </message>
    <message>
        <source>Hier ist im Bestand kein Schrank vermerkt.</source>
        <translation>No rack is noted in the inventory here.</translation>
    </message>
    <message>
        <source>Hier steht kein Schrank.</source>
        <translation>There is no rack here.</translation>
    </message>
    <message>
        <source>„{0}“ steht jetzt hier: {1}.</source>
        <translation>“{0}” is now here: {1}.</translation>
    </message>
    <message>
        <source>In keinem Schrank dieses Raums ist genug Platz.</source>
        <translation>No rack of this room has enough space.</translation>
    </message>
    <message>
        <source>Bitte wählen Sie zuerst ein Gerät aus.</source>
        <translation>Please select an asset first.</translation>
    </message>
    <message>
        <source>„{0}“ aus dem Schrank nehmen? Das Gerät bleibt im Bestand.</source>
        <translation>Take “{0}” out of the rack? The asset stays in the inventory.</translation>
    </message>
    <message>
        <source>„{0}“ ist nicht mehr im Schrank.</source>
        <translation>“{0}” is no longer in the rack.</translation>
    </message>
    <message>
        <source>Aus dem Schrank nehmen</source>
        <translation>Take out of the rack</translation>
    </message>
    <message>
        <source>Schränke</source>
        <translation>Racks</translation>
    </message>
    <message>
        <source>Schränke, vorn und hinten</source>
        <translation>Racks, front and rear</translation>
    </message>
    <message>
        <source>Anschlüsse des ausgewählten Geräts</source>
        <translation>Ports of the selected asset</translation>
    </message>
    <message>
        <source>Raum</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>Der Raum, dessen Schränke gezeigt werden.</source>
        <translation>The room whose racks are shown.</translation>
    </message>
    <message>
        <source>Im Lager, zum Hineinziehen</source>
        <translation>In storage, to drag in</translation>
    </message>
    <message>
        <source>Im Lager suchen</source>
        <translation>Search the storage</translation>
    </message>
    <message>
        <source>Weder am Standort noch in einem Lager liegt ein Gerät für Schränke bereit.</source>
        <translation>Neither at the site nor in a store is there an asset ready for racks.</translation>
    </message>
</context>
<context>
    <name>RangeDialog</name>
    <message>
        <source>Zeigen</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Zeitraum wählen</source>
        <translation>Choose a range</translation>
    </message>
    <message>
        <source>Zum Beispiel: 3.11. 8 Uhr · gestern 14:30 · vor 2 Stunden · jetzt</source>
        <translation>For example: 3 Nov 8:00 · yesterday 14:30 · 2 hours ago · now</translation>
    </message>
    <message>
        <source>Von</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Bis</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Der Anfang muss vor dem Ende liegen.</source>
        <translation>The beginning must lie before the end.</translation>
    </message>
</context>
<context>
    <name>ReceiversPage</name>
    <message>
        <source>Personen</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>E-Mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Noch keine Person.</source>
        <translation>Nobody yet.</translation>
    </message>
    <message>
        <source>Person hinzufügen</source>
        <translation>Add person</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Geheimnis (Verweis)</source>
        <translation>Secret (reference)</translation>
    </message>
    <message>
        <source>Kein Webhook. Ein Webhook nimmt Alarme als JSON entgegen.</source>
        <translation>No webhook. A webhook takes alarms as JSON.</translation>
    </message>
    <message>
        <source>Webhook hinzufügen</source>
        <translation>Add webhook</translation>
    </message>
    <message>
        <source>Mailserver …</source>
        <translation>Mail server …</translation>
    </message>
    <message>
        <source>Mailserver: {0}</source>
        <translation>Mail server: {0}</translation>
    </message>
</context>
<context>
    <name>RecordController</name>
    <message>
        <source>Es gibt nichts rückgängig zu machen.</source>
        <translation>There is nothing to undo.</translation>
    </message>
</context>
<context>
    <name>RecordDialog</name>
    <message>
        <source>Datenpunkte</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Ort</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Speichern</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Strg+Eingabe</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Löschen</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Bitte schreiben Sie einen Text.</source>
        <translation>Please write a text.</translation>
    </message>
    <message>
        <source>Der Text ist zu lang: höchstens {0} Zeichen.</source>
        <translation>The text is too long: {0} characters at most.</translation>
    </message>
</context>
<context>
    <name>RecordPointing</name>
    <message>
        <source>In dieser Fläche ist kein Datensatz des Bestands zu sehen.</source>
        <translation>No record of the inventory is to be seen in this area.</translation>
    </message>
    <message>
        <source>Ein Klick wählt sie aus, ein Doppelklick führt näher heran.</source>
        <translation>A click selects it, a double click leads closer.</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>In der Tabelle</source>
        <translation>In the table</translation>
    </message>
    <message>
        <source>Offene Befunde</source>
        <translation>Open findings</translation>
    </message>
    <message>
        <source>Eingeschränkt: nur in dieser Konsole zu sehen, nie ganz im Export.</source>
        <translation>Restricted: to be seen in this console only, never in full in an export.</translation>
    </message>
</context>
<context>
    <name>RecordSelection</name>
    <message>
        <source>Zu dieser Auswahl steht nichts im Bestand.</source>
        <translation>The inventory holds nothing for this selection.</translation>
    </message>
    <message>
        <source>Zu dieser Auswahl gehören keine Datenpunkte.</source>
        <translation>No points belong to this selection.</translation>
    </message>
</context>
<context>
    <name>RecordsForm</name>
    <message>
        <source>Was</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Auswertung</source>
        <translation>Analysis</translation>
    </message>
    <message>
        <source>Feld</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Stand der Angaben</source>
        <translation>Date of the statements</translation>
    </message>
    <message>
        <source>Anzahl</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Anteil in %</source>
        <translation>Share in %</translation>
    </message>
    <message>
        <source>Summe</source>
        <translation>Sum</translation>
    </message>
    <message>
        <source>Mittelwert</source>
        <translation>Mean</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>kleinster Wert</source>
        <translation>Smallest value</translation>
    </message>
    <message>
        <source>größter Wert</source>
        <translation>Largest value</translation>
    </message>
    <message>
        <source>von</source>
        <translation>of</translation>
    </message>
    <message>
        <source>mit</source>
        <translation>with</translation>
    </message>
    <message>
        <source>davon mit</source>
        <translation>of these with</translation>
    </message>
    <message>
        <source>Welcher Tag sagt, wie alt eine Angabe ist; sonst die letzte Änderung.</source>
        <translation>Which day says how old a statement is; else the last change.</translation>
    </message>
    <message>
        <source>letzte Änderung des Datensatzes</source>
        <translation>last change of the record</translation>
    </message>
</context>
<context>
    <name>RecordsView</name>
    <message>
        <source>Zeitpunkt zeigen</source>
        <translation>Show moment</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Löschen</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>In Verläufe zeigen</source>
        <translation>Show in trends</translation>
    </message>
    <message>
        <source>Rückgängig</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Filter zurücksetzen</source>
        <translation>Reset filter</translation>
    </message>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
    <message>
        <source>Als CSV exportieren</source>
        <translation>Export as CSV</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Als CSV exportieren …</source>
        <translation>Export as CSV …</translation>
    </message>
</context>
<context>
    <name>ReferenceField</name>
    <message>
        <source>Diesen Datensatz gibt es nicht mehr.</source>
        <translation>This record no longer exists.</translation>
    </message>
    <message>
        <source>Bitte wählen Sie einen Eintrag aus der Liste.</source>
        <translation>Please select an entry from the list.</translation>
    </message>
    <message>
        <source>Dazu wurde nichts gefunden.</source>
        <translation>Nothing was found for this.</translation>
    </message>
    <message>
        <source>{0} suchen</source>
        <translation>Search {0}</translation>
    </message>
    <message>
        <source>Auswahl zeigen</source>
        <translation>Show selection</translation>
    </message>
</context>
<context>
    <name>Remarks</name>
    <message>
        <source>Die Historie kann gerade nicht gelesen werden: %1</source>
        <translation>The history cannot be read at the moment: %1</translation>
    </message>
    <message>
        <source>Erneut versuchen</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Zu diesen Datenpunkten gibt es noch keine Daten.</source>
        <translation>There is no data for these points yet.</translation>
    </message>
    <message>
        <source>In diesem Zeitraum gibt es keine Daten. Daten gibt es seit %1.</source>
        <translation>There is no data in this range. There is data since %1.</translation>
    </message>
    <message>
        <source>Dorthin</source>
        <translation>Go there</translation>
    </message>
</context>
<context>
    <name>RemoveDialog</name>
    <message numerus="yes">
        <source>%n Alarm(e) außer Betrieb nehmen</source>
        <translation>
            <numerusform>Take %n alarm out of service</numerusform>
            <numerusform>Take %n alarms out of service</numerusform>
        </translation>
    </message>
    <message>
        <source>Außer Betrieb nehmen</source>
        <translation>Take out of service</translation>
    </message>
    <message>
        <source>Grund</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Auftragsnummer</source>
        <translation>Work order number</translation>
    </message>
    <message>
        <source>Auftragsnummer, zum Beispiel 2026-0815</source>
        <translation>Work order number, for example 2026-0815</translation>
    </message>
    <message>
        <source>Auftrag</source>
        <translation>Work order</translation>
    </message>
    <message>
        <source>Die Alarme rufen niemanden mehr, bis sie wieder in Betrieb genommen werden. Beurteilt und im Journal vermerkt werden sie weiter.</source>
        <translation>The alarms call nobody any more until they are returned to service. They are still judged and recorded in the journal.</translation>
    </message>
    <message>
        <source>Nennen Sie den Grund und die Auftragsnummer.</source>
        <translation>Give the reason and the work order number.</translation>
    </message>
</context>
<context>
    <name>ReplayKeeper</name>
    <message>
        <source>Zum Beginn des Vorfalls</source>
        <translation>To the start of the incident</translation>
    </message>
    <message>
        <source>„{0}“ · {1} · {2} · gesichert von {3}</source>
        <translation>“{0}” · {1} · {2} · saved by {3}</translation>
    </message>
    <message>
        <source>NICHT LIVE · Vorfallkapsel – nur lesen</source>
        <translation>NOT LIVE · Incident capsule – read only</translation>
    </message>
    <message>
        <source>Über die Kapsel …</source>
        <translation>About the capsule …</translation>
    </message>
    <message>
        <source>Vorfallkapsel</source>
        <translation>Incident capsule</translation>
    </message>
    <message>
        <source>Vorfallkapsel, nur lesen</source>
        <translation>Incident capsule, read only</translation>
    </message>
    <message>
        <source>Alarme zu dieser Zeit:</source>
        <translation>Alarms at this time:</translation>
    </message>
    <message>
        <source>Die Alarme zu dem Zeitpunkt, der gezeigt wird; eine Kapsel hat keine anderen.</source>
        <translation>The alarms at the moment shown; a capsule has no others.</translation>
    </message>
    <message>
        <source>Eine Vorfallkapsel hat keine Gegenwart. Die laufende Stadt zeigt die Konsole, aus der die Kapsel geöffnet wurde.</source>
        <translation>An incident capsule has no present. The running city is shown by the console the capsule was opened from.</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Neuer Bericht</source>
        <translation>New report</translation>
    </message>
    <message>
        <source>Bericht schreiben</source>
        <translation>Write report</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Entscheidungen für den Beschlussvorschlag</source>
        <translation>Decisions for the proposed resolution</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Sprache</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Bestimmt für</source>
        <translation>Meant for</translation>
    </message>
    <message>
        <source>Projekte</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>Titel</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Zu entscheiden</source>
        <translation>To be decided</translation>
    </message>
    <message>
        <source>Ratsvorlage</source>
        <translation>Council paper</translation>
    </message>
    <message>
        <source>Monatsstatus</source>
        <translation>Monthly status</translation>
    </message>
    <message>
        <source>die Verwaltung (intern)</source>
        <translation>the administration (internal)</translation>
    </message>
    <message>
        <source>die Öffentlichkeit</source>
        <translation>the public</translation>
    </message>
    <message>
        <source>wie üblich</source>
        <translation>as usual</translation>
    </message>
    <message>
        <source>alle {0}</source>
        <translation>all {0}</translation>
    </message>
    <message>
        <source>beschlossene und laufende ({0})</source>
        <translation>decided and running ones ({0})</translation>
    </message>
    <message>
        <source>ausgewählte ({0})</source>
        <translation>selected ones ({0})</translation>
    </message>
    <message>
        <source>Der Bericht wird zuerst nur gezeigt. Was nicht für die gewählten Leser bestimmt ist, bleibt weg und wird genannt.</source>
        <translation>The report is only shown at first. What is not meant for the chosen readers is left out and named.</translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message>
        <source>Titel</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Sprache</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Bestimmt für</source>
        <translation>Meant for</translation>
    </message>
    <message>
        <source>Stand der Daten</source>
        <translation>State of the data</translation>
    </message>
    <message>
        <source>Eingefroren</source>
        <translation>Frozen</translation>
    </message>
    <message>
        <source>Prüfsumme</source>
        <translation>Check sum</translation>
    </message>
    <message>
        <source>Eingefrorene Berichte</source>
        <translation>Frozen reports</translation>
    </message>
</context>
<context>
    <name>ReportSheet</name>
    <message>
        <source>Wählen Sie einen Bericht aus der Liste, oder schreiben Sie einen neuen.</source>
        <translation>Choose a report from the list, or write a new one.</translation>
    </message>
    <message>
        <source>Vorschau mit dem Stand vom {0}; noch nicht eingefroren.</source>
        <translation>Preview with the state of {0}; not frozen yet.</translation>
    </message>
    <message>
        <source>Eingefroren mit dem Stand vom {0}. Die Prüfsumme {1}… stimmt.</source>
        <translation>Frozen with the state of {0}. The check sum {1}… holds.</translation>
    </message>
    <message>
        <source>Einfrieren</source>
        <translation>Freeze</translation>
    </message>
    <message>
        <source>Bewahrt den Bericht unveränderlich mit seiner Prüfsumme.</source>
        <translation>Keeps the report unchangeable with its check sum.</translation>
    </message>
    <message>
        <source>Verwerfen</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Speichern …</source>
        <translation>Save …</translation>
    </message>
    <message>
        <source>Stelle</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Grund</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Getan</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Prüfung vor der Veröffentlichung</source>
        <translation>Check before publication</translation>
    </message>
    <message>
        <source>Bericht</source>
        <translation>Report</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Bericht speichern</source>
        <translation>Save report</translation>
    </message>
    <message>
        <source>Der Bericht steht in {0}.</source>
        <translation>The report is in {0}.</translation>
    </message>
    <message>
        <source>Der Bericht lässt sich nicht speichern: {0}</source>
        <translation>The report cannot be saved: {0}</translation>
    </message>
</context>
<context>
    <name>ReportsPane</name>
    <message>
        <source>Sie sehen einen vergangenen Stand. Ein neuer Bericht schreibt sich aus diesem.</source>
        <translation>You see a past state. A new report is written from it.</translation>
    </message>
    <message>
        <source>Noch ist kein Bericht eingefroren. Ein Bericht schreibt sich aus dem Programm, und jede Zahl nennt ihre Quelle.</source>
        <translation>No report is frozen yet. A report writes itself from the programme, and each number names its source.</translation>
    </message>
    <message>
        <source>Neuer Bericht …</source>
        <translation>New report …</translation>
    </message>
    <message>
        <source>Abgebrochen; es wurde kein Bericht erstellt.</source>
        <translation>Cancelled; no report was made.</translation>
    </message>
    <message>
        <source>Bericht eingefroren: {0}</source>
        <translation>Report frozen: {0}</translation>
    </message>
    <message>
        <source>PDF-Datei (*.pdf)</source>
        <translation>PDF file (*.pdf)</translation>
    </message>
    <message>
        <source>Inhalt mit Prüfsumme (*.json)</source>
        <translation>Content with check sum (*.json)</translation>
    </message>
    <message>
        <source>Bericht speichern</source>
        <translation>Save report</translation>
    </message>
    <message>
        <source>Gespeichert: {0}</source>
        <translation>Saved: {0}</translation>
    </message>
    <message>
        <source>Kennzahlen</source>
        <translation>Key figures</translation>
    </message>
    <message>
        <source>Öffentliche Seite der Kennzahlen</source>
        <translation>Public page of key figures</translation>
    </message>
    <message>
        <source>Seite (*.html)</source>
        <translation>Page (*.html)</translation>
    </message>
    <message>
        <source>{0} Angaben sind nicht öffentlich und stehen nicht darin.</source>
        <translation>{0} entries are not public and are not in it.</translation>
    </message>
    <message>
        <source>Die Datei konnte nicht geschrieben werden: {0}</source>
        <translation>The file could not be written: {0}</translation>
    </message>
    <message>
        <source>Schreibt einen Bericht aus dem gezeigten Stand.</source>
        <translation>Writes a report from the state that is shown.</translation>
    </message>
    <message>
        <source>Öffentliche Seite …</source>
        <translation>Public page …</translation>
    </message>
    <message>
        <source>Schreibt die öffentlichen Kennzahlen als eine Seite, die ohne Netz auskommt.</source>
        <translation>Writes the public key figures as one page that needs no network.</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Fortschritt</source>
        <translation>Progress</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>{0} Risiken sind geprüft. Wann sollen sie wieder geprüft werden?</source>
        <translation>{0} risks are reviewed. When should they be reviewed again?</translation>
    </message>
    <message>
        <source>Das Risiko ist geprüft. Wann soll es wieder geprüft werden?</source>
        <translation>The risk is reviewed. When should it be reviewed again?</translation>
    </message>
    <message>
        <source>Als geprüft melden</source>
        <translation>Report as checked</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Bitte nennen Sie einen Tag nach heute.</source>
        <translation>Please name a day after today.</translation>
    </message>
</context>
<context>
    <name>RiskMatrix</name>
    <message>
        <source>Risikomatrix mit {0} Risiken</source>
        <translation>Risk matrix with {0} risks</translation>
    </message>
    <message>
        <source>Risikomatrix mit einem Risiko</source>
        <translation>Risk matrix with one risk</translation>
    </message>
    <message>
        <source>Pfeiltasten wählen ein Risiko, Eingabe öffnet es, Umschalt und Pfeiltasten schlagen einen anderen Platz vor.</source>
        <translation>Arrow keys select a risk, Enter opens it, Shift and arrow keys propose another place.</translation>
    </message>
    <message>
        <source>{0} weitere stehen in der Liste.</source>
        <translation>{0} more are in the list.</translation>
    </message>
</context>
<context>
    <name>RiskPane</name>
    <message>
        <source>Noch ist kein Risiko erfasst. Was könnte den Projekten in die Quere kommen?</source>
        <translation>No risk is recorded yet. What could get in the way of the projects?</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt war noch kein Risiko erfasst.</source>
        <translation>At that time no risk was recorded yet.</translation>
    </message>
    <message>
        <source>Neues Risiko</source>
        <translation>New risk</translation>
    </message>
    <message>
        <source>Kein Risiko passt zu dieser Auswahl.</source>
        <translation>No risk matches this choice.</translation>
    </message>
    <message>
        <source>Auswahl aufheben</source>
        <translation>Clear choice</translation>
    </message>
    <message>
        <source>Ein Klick zeigt nur diese, ein zweiter wieder alle.</source>
        <translation>One click shows only these, a second one all again.</translation>
    </message>
    <message>
        <source>{0} Risiken sind nicht erledigt ({1}). Zu erwartender Schaden: {2}.</source>
        <translation>{0} risks are not resolved ({1}). Expected damage: {2}.</translation>
    </message>
    <message>
        <source>1 Risiko ist nicht erledigt ({1}). Zu erwartender Schaden: {2}.</source>
        <translation>1 risk is not resolved ({1}). Expected damage: {2}.</translation>
    </message>
    <message>
        <source>Kein Risiko ist offen.</source>
        <translation>No risk is open.</translation>
    </message>
    <message>
        <source>„{0}“ neu bewerten: Produkt {1} statt {2}</source>
        <translation>Reassess “{0}”: score {1} instead of {2}</translation>
    </message>
    <message>
        <source>Neu bewerten</source>
        <translation>Reassess</translation>
    </message>
    <message>
        <source>Öffnen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Neues Risiko …</source>
        <translation>New risk …</translation>
    </message>
    <message>
        <source>Änderungen zeigen</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>Als Tabelle kopieren</source>
        <translation>Copy as table</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Matrix als Bild kopieren</source>
        <translation>Copy matrix as picture</translation>
    </message>
    <message>
        <source>Matrix als PNG speichern …</source>
        <translation>Save matrix as PNG …</translation>
    </message>
    <message>
        <source>Matrix als SVG speichern …</source>
        <translation>Save matrix as SVG …</translation>
    </message>
    <message>
        <source>Entfernen …</source>
        <translation>Remove …</translation>
    </message>
    <message>
        <source>risikomatrix</source>
        <translation>risk-matrix</translation>
    </message>
    <message>
        <source>Ein neues Risiko anlegen</source>
        <translation>Create a new risk</translation>
    </message>
    <message>
        <source>Liste der Risiken</source>
        <translation>List of risks</translation>
    </message>
</context>
<context>
    <name>RowTable</name>
    <message>
        <source>Spalten</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Spalten zurücksetzen</source>
        <translation>Reset columns</translation>
    </message>
</context>
<context>
    <name>RuleActs</name>
    <message numerus="yes">
        <source>%n Regel(n) entfernen</source>
        <translation>
            <numerusform>Remove %n rule</numerusform>
            <numerusform>Remove %n rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Regel(n) auf das Profil zurücksetzen</source>
        <translation>
            <numerusform>Reset %n rule to the profile</numerusform>
            <numerusform>Reset %n rules to the profile</numerusform>
        </translation>
    </message>
    <message>
        <source>Regeln importieren</source>
        <translation>Import rules</translation>
    </message>
    <message>
        <source>Regelsatz (*.toml)</source>
        <translation>Rule set (*.toml)</translation>
    </message>
    <message>
        <source>Aus {file} importieren</source>
        <translation>Import from {file}</translation>
    </message>
    <message>
        <source>Bisherige Änderungen behalten und diese hinzufügen</source>
        <translation>Keep the changes made so far and add these</translation>
    </message>
    <message>
        <source>Ohne Haken ersetzt die Datei alle bisherigen Änderungen; was nicht in ihr steht, gilt wieder wie im Profil.</source>
        <translation>Without the tick the file replaces all changes made so far; what it does not hold is again as in the profile.</translation>
    </message>
    <message>
        <source>Regeln exportieren</source>
        <translation>Export rules</translation>
    </message>
    <message>
        <source>Regeln in {file} geschrieben.</source>
        <translation>Rules written to {file}.</translation>
    </message>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
    <message>
        <source>Zurück zum Profil</source>
        <translation>Back to the profile</translation>
    </message>
    <message>
        <source>Version {n} vom {time} wieder in Kraft setzen</source>
        <translation>Put version {n} of {time} in force again</translation>
    </message>
    <message>
        <source>Wieder Version {n}: {why}</source>
        <translation>Version {n} again: {why}</translation>
    </message>
    <message>
        <source>Rückgängig: {why}</source>
        <translation>Undone: {why}</translation>
    </message>
</context>
<context>
    <name>RuleDesk</name>
    <message>
        <source>Diesen Alarm beurteilt keine Regel der Stadt; er lässt sich nicht ändern.</source>
        <translation>No rule of the city judges this alarm; it cannot be changed.</translation>
    </message>
    <message>
        <source>Im Regeleditor ist noch eine ungespeicherte Änderung offen.</source>
        <translation>There is still an unsaved change in the rule editor.</translation>
    </message>
    <message>
        <source>Diese Regel hat keinen Datenpunkt; sie steht im Profil.</source>
        <translation>This rule has no point; it is kept in the profile.</translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message>
        <source>Diese Regel wurde inzwischen entfernt. Speichern legt sie wieder an.</source>
        <translation>This rule has been removed meanwhile. Saving creates it again.</translation>
    </message>
    <message>
        <source>Diese Regel wurde inzwischen auch an anderer Stelle geändert. „Bisher“ ist nun jene Version; Speichern ersetzt sie.</source>
        <translation>This rule has meanwhile been changed elsewhere too. “So far” now is that version; saving replaces it.</translation>
    </message>
    <message>
        <source>Der Rücktest wartet, bis alle Zahlen lesbar sind.</source>
        <translation>The back-test is waiting until all numbers can be read.</translation>
    </message>
    <message>
        <source>Der Rücktest wartet: {0}</source>
        <translation>The back-test is waiting: {0}</translation>
    </message>
    <message>
        <source>Wird gespeichert …</source>
        <translation>Saving …</translation>
    </message>
    <message numerus="yes">
        <source>Noch %n Angabe(n) zu klären</source>
        <translation>
            <numerusform>%n entry still to be settled</numerusform>
            <numerusform>%n entries still to be settled</numerusform>
        </translation>
    </message>
    <message>
        <source>Geändert, noch nicht gespeichert</source>
        <translation>Changed, not saved yet</translation>
    </message>
    <message>
        <source>Unverändert</source>
        <translation>Unchanged</translation>
    </message>
    <message>
        <source>Die Änderung gilt sofort und steht mit Ihrem Namen im Verlauf der Regeln.</source>
        <translation>The change takes effect at once and is kept with your name in the history of the rules.</translation>
    </message>
    <message>
        <source>Regel speichern</source>
        <translation>Save rule</translation>
    </message>
    <message>
        <source>Speichern</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Ab dann alarmiert hier niemand mehr; das Journal bleibt, wie es ist.</source>
        <translation>From then on there are no alarms here any more; the journal stays as it is.</translation>
    </message>
    <message>
        <source>Regel löschen</source>
        <translation>Delete rule</translation>
    </message>
    <message>
        <source>Löschen</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Die Änderungen sind nicht gespeichert. Nochmals Esc verwirft sie.</source>
        <translation>The changes are not saved. Esc once more discards them.</translation>
    </message>
    <message>
        <source>Verwerfen</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Alarmregel</source>
        <translation>Alarm rule</translation>
    </message>
    <message>
        <source>Speichern …</source>
        <translation>Save …</translation>
    </message>
    <message>
        <source>Strg+S</source>
        <translation>Ctrl+S</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Regel löschen …</source>
        <translation>Delete rule …</translation>
    </message>
    <message>
        <source>Rückgängig (Strg+Z)</source>
        <translation>Undo (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Wiederholen (Strg+Y)</source>
        <translation>Redo (Ctrl+Y)</translation>
    </message>
    <message>
        <source>Hinweis</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Diese Regel wurde soeben an anderer Stelle geändert; hier steht sie neu.</source>
        <translation>This rule has just been changed elsewhere; here it is anew.</translation>
    </message>
</context>
<context>
    <name>RuleForm</name>
    <message>
        <source>Verlauf zeigen</source>
        <translation>Show trend</translation>
    </message>
    <message>
        <source>Den Datenpunkt und seinen Bezug in den Verläufen zeigen</source>
        <translation>Show the point and its reference in the trends</translation>
    </message>
    <message>
        <source>Was wird überwacht?</source>
        <translation>What is watched?</translation>
    </message>
    <message>
        <source>Ab wann?</source>
        <translation>When is it raised?</translation>
    </message>
    <message>
        <source>Warum und wie dringend?</source>
        <translation>Why, and how urgent?</translation>
    </message>
    <message>
        <source>Wie verhält sich der Alarm?</source>
        <translation>How does the alarm behave?</translation>
    </message>
</context>
<context>
    <name>RulesBar</name>
    <message>
        <source>Wartungsfenster …</source>
        <translation>Maintenance windows …</translation>
    </message>
    <message numerus="yes">
        <source>%n Wartungsfenster, noch {span}</source>
        <translation>
            <numerusform>%n maintenance window, {span} left</numerusform>
            <numerusform>%n maintenance windows, {span} left</numerusform>
        </translation>
    </message>
    <message>
        <source>In Regeln suchen …</source>
        <translation>Search rules …</translation>
    </message>
    <message>
        <source>In Regeln suchen</source>
        <translation>Search rules</translation>
    </message>
    <message>
        <source>Nur geänderte</source>
        <translation>Changed only</translation>
    </message>
    <message>
        <source>Nur Regeln, die vom Profil abweichen</source>
        <translation>Only rules that differ from the profile</translation>
    </message>
    <message>
        <source>Nur Auswahl</source>
        <translation>Selection only</translation>
    </message>
    <message>
        <source>Nur Regeln der ausgewählten Datenpunkte</source>
        <translation>Only rules of the selected points</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Die gewählte Regel bearbeiten (F2)</source>
        <translation>Edit the selected rule (F2)</translation>
    </message>
    <message>
        <source>Neu …</source>
        <translation>New …</translation>
    </message>
    <message>
        <source>Eine Regel für einen Datenpunkt anlegen</source>
        <translation>Create a rule for a point</translation>
    </message>
    <message>
        <source>Entfernen …</source>
        <translation>Remove …</translation>
    </message>
    <message>
        <source>Die gewählten Regeln entfernen (Entf)</source>
        <translation>Remove the selected rules (Del)</translation>
    </message>
    <message>
        <source>Auf Profil zurücksetzen …</source>
        <translation>Reset to profile …</translation>
    </message>
    <message>
        <source>Die gewählten Regeln wieder so, wie das Profil sie hat</source>
        <translation>The selected rules as the profile has them again</translation>
    </message>
    <message>
        <source>Regelsatz</source>
        <translation>Rule set</translation>
    </message>
    <message>
        <source>Regelsatz: einlesen, ausgeben, Versionen</source>
        <translation>Rule set: import, export, versions</translation>
    </message>
    <message>
        <source>Importieren …</source>
        <translation>Import …</translation>
    </message>
    <message>
        <source>Änderungen exportieren …</source>
        <translation>Export changes …</translation>
    </message>
    <message>
        <source>Alle Regeln exportieren …</source>
        <translation>Export all rules …</translation>
    </message>
    <message>
        <source>Versionen …</source>
        <translation>Versions …</translation>
    </message>
    <message>
        <source>Zeiten, in denen wegen angekündigter Arbeiten kein Alarm ruft</source>
        <translation>Times in which no alarm calls because of announced work</translation>
    </message>
</context>
<context>
    <name>RulesForm</name>
    <message>
        <source>Lage</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Jede Zeile ist ein neuer Datensatz</source>
        <translation>Each row is a new record</translation>
    </message>
    <message>
        <source>{0} (in jeder Zeile eine andere)</source>
        <translation>{0} (a different one in each row)</translation>
    </message>
    <message>
        <source>{0} (gefüllt {1} %, davon eindeutig {2} %)</source>
        <translation>{0} ({1} % filled, of which {2} % unique)</translation>
    </message>
    <message>
        <source>„{0}“ anlegen, wo es noch nichts Passendes gibt</source>
        <translation>Create “{0}” where nothing suitable exists yet</translation>
    </message>
    <message>
        <source>Zeilen finden ihren Datensatz an</source>
        <translation>Rows find their record by</translation>
    </message>
    <message>
        <source>Mehrere Zeilen mit demselben Schlüssel sind mehrere Datensätze</source>
        <translation>Several rows with the same key are several records</translation>
    </message>
    <message>
        <source>Leere Zellen leeren das Feld im Bestand</source>
        <translation>Empty cells empty the field in the inventory</translation>
    </message>
    <message>
        <source>Zellen, die sich nicht lesen lassen, leer lassen, statt die Zeile abzulehnen</source>
        <translation>Leave cells empty that cannot be read, instead of rejecting the row</translation>
    </message>
</context>
<context>
    <name>RulesView</name>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Entfernen …</source>
        <translation>Remove …</translation>
    </message>
    <message>
        <source>Auf Profil zurücksetzen …</source>
        <translation>Reset to profile …</translation>
    </message>
    <message>
        <source>In Verläufe zeigen</source>
        <translation>Show in trends</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Als CSV exportieren …</source>
        <translation>Export as CSV …</translation>
    </message>
    <message>
        <source>Regeln</source>
        <translation>Rules</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>Ganzer Standort</source>
        <translation>Whole site</translation>
    </message>
    <message>
        <source>{0} von {1} erwarteten Geräten gelesen</source>
        <translation>{0} of {1} expected assets read</translation>
    </message>
    <message>
        <source>mehrdeutig: {0}</source>
        <translation>ambiguous: {0}</translation>
    </message>
    <message>
        <source>im Bestand: {0}</source>
        <translation>in the inventory: {0}</translation>
    </message>
    <message>
        <source>Gefunden</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>Falscher Ort</source>
        <translation>Wrong place</translation>
    </message>
    <message>
        <source>Unbekannt</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>Mehrdeutig</source>
        <translation>Ambiguous</translation>
    </message>
    <message>
        <source>Schon gelesen</source>
        <translation>Read already</translation>
    </message>
    <message>
        <source>Gehört nach: {0}</source>
        <translation>Belongs to: {0}</translation>
    </message>
    <message>
        <source>kein Ort bekannt</source>
        <translation>no place known</translation>
    </message>
    <message>
        <source>Der Bestand kennt diesen Code nicht.</source>
        <translation>The inventory does not know this code.</translation>
    </message>
    <message>
        <source>Mehrere Geräte haben diese Nummer: {0}</source>
        <translation>Several assets have this number: {0}</translation>
    </message>
    <message>
        <source>Zählt nur einmal.</source>
        <translation>Counts only once.</translation>
    </message>
    <message>
        <source>Ort</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Was Sie jetzt scannen, zählt für diesen Ort.</source>
        <translation>What you scan now counts for this place.</translation>
    </message>
    <message>
        <source>Zurückgenommen</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Wird gesucht …</source>
        <translation>Searching …</translation>
    </message>
    <message>
        <source>{0} Codes</source>
        <translation>{0} codes</translation>
    </message>
    <message>
        <source>Liste eingelesen</source>
        <translation>List read</translation>
    </message>
    <message>
        <source>Hier scannen: Gerät oder Ort</source>
        <translation>Scan here: asset or place</translation>
    </message>
    <message>
        <source>Gescannter Code</source>
        <translation>Scanned code</translation>
    </message>
    <message>
        <source>Sie sind in:</source>
        <translation>You are in:</translation>
    </message>
    <message>
        <source>Raum</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>Letzten Scan zurücknehmen</source>
        <translation>Undo last scan</translation>
    </message>
    <message>
        <source>Liste einlesen …</source>
        <translation>Read in list …</translation>
    </message>
    <message>
        <source>Unterbrechen</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Beenden …</source>
        <translation>Finish …</translation>
    </message>
    <message>
        <source>Noch nicht gefunden</source>
        <translation>Not found yet</translation>
    </message>
</context>
<context>
    <name>SaveCapsuleDialog</name>
    <message>
        <source>Vorfallkapsel sichern</source>
        <translation>Save incident capsule</translation>
    </message>
    <message>
        <source>Bilder der geöffneten Arbeitsbereiche beilegen</source>
        <translation>Include pictures of the open workspaces</translation>
    </message>
    <message>
        <source>Namen von Personen mitnehmen</source>
        <translation>Include the names of people</translation>
    </message>
    <message>
        <source>Sichern</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Warum dieser Vorfall aufgehoben wird, etwa für den Bericht oder eine Übung</source>
        <translation>Why this incident is kept, such as for the report or a drill</translation>
    </message>
    <message>
        <source>Ordner und Namen der Datei wählen</source>
        <translation>Choose the folder and name of the file</translation>
    </message>
    <message>
        <source>Vorfall</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>Minuten vor dem Beginn</source>
        <translation>Minutes before the start</translation>
    </message>
    <message>
        <source>Minuten nach dem Ende</source>
        <translation>Minutes after the end</translation>
    </message>
    <message>
        <source>Titel</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Anlass</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Datei</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Datei wählen</source>
        <translation>Choose file</translation>
    </message>
    <message>
        <source>Fortschritt</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>davor</source>
        <translation>before</translation>
    </message>
    <message>
        <source>danach</source>
        <translation>after</translation>
    </message>
    <message>
        <source>Umfang</source>
        <translation>Extent</translation>
    </message>
    <message>
        <source>Aufgehoben wird {0}.</source>
        <translation>Kept: {0}.</translation>
    </message>
    <message>
        <source>Später ist noch nichts geschehen.</source>
        <translation>Nothing has happened later yet.</translation>
    </message>
    <message>
        <source>Die Kapsel enthält dann, wer Alarme quittiert, zurückgestellt und Notizen geschrieben hat. Geben Sie sie nur an Personen weiter, die das wissen dürfen.</source>
        <translation>The capsule then holds who acknowledged and shelved alarms and wrote notes. Pass it on only to people who may know that.</translation>
    </message>
    <message>
        <source>Statt der Namen stehen Rollen in der Kapsel („Bedienung 1“). Bilder, Anordnung und Ansprechpartner fehlen dann. Namen, die nur in freien Texten stehen, kann das Programm nicht erkennen.</source>
        <translation>Roles stand in the capsule instead of names (“Operator 1”). Pictures, layout and contacts are then left out. The program cannot recognise names that stand in free texts only.</translation>
    </message>
    <message>
        <source>Vorfallkapsel (*{0})</source>
        <translation>Incident capsule (*{0})</translation>
    </message>
    <message>
        <source>Bitte geben Sie der Kapsel einen Titel.</source>
        <translation>Please give the capsule a title.</translation>
    </message>
    <message>
        <source>Bitte schreiben Sie, aus welchem Anlass Sie sie sichern.</source>
        <translation>Please write for what reason you save it.</translation>
    </message>
    <message>
        <source>Eine Kapsel umfasst höchstens 24 Stunden; bitte kürzer wählen.</source>
        <translation>A capsule spans 24 hours at most; please choose less.</translation>
    </message>
    <message>
        <source>Bitte nennen Sie eine Datei mit Ordner, die auf {0} endet.</source>
        <translation>Please name a file with its folder that ends in {0}.</translation>
    </message>
    <message>
        <source>Ersetzen</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Abgebrochen; es wurde nichts geschrieben.</source>
        <translation>Cancelled; nothing was written.</translation>
    </message>
</context>
<context>
    <name>Saver</name>
    <message>
        <source>Die Werte liegen in der Zwischenablage.</source>
        <translation>The values are on the clipboard.</translation>
    </message>
    <message>
        <source>Das Bild liegt in der Zwischenablage.</source>
        <translation>The picture is on the clipboard.</translation>
    </message>
    <message>
        <source>Tabelle (*.csv)</source>
        <translation>Table (*.csv)</translation>
    </message>
    <message>
        <source>Bild (*.png)</source>
        <translation>Picture (*.png)</translation>
    </message>
    <message>
        <source>Grund unbekannt</source>
        <translation>reason unknown</translation>
    </message>
    <message>
        <source>Auswertung speichern</source>
        <translation>Save analysis</translation>
    </message>
    <message>
        <source>Gespeichert: %1</source>
        <translation>Saved: %1</translation>
    </message>
    <message>
        <source>Die Datei %1 konnte nicht geschrieben werden (%2). Bitte prüfen Sie Ordner, Rechte und freien Platz.</source>
        <translation>The file %1 could not be written (%2). Please check folder, permissions and free space.</translation>
    </message>
</context>
<context>
    <name>ScheduleField</name>
    <message>
        <source>immer</source>
        <translation>always</translation>
    </message>
    <message>
        <source>Zeitraum hinzufügen</source>
        <translation>Add a time range</translation>
    </message>
</context>
<context>
    <name>SchoolCard</name>
    <message>
        <source>Alle Schulen</source>
        <translation>All schools</translation>
    </message>
    <message>
        <source>Mindestens ein Ziel verfehlen {1} von {0} Schulen.</source>
        <translation>{1} of {0} schools miss at least one target.</translation>
    </message>
    <message>
        <source>Schulnummer {0}</source>
        <translation>School number {0}</translation>
    </message>
    <message>
        <source>simuliert</source>
        <translation>simulated</translation>
    </message>
    <message>
        <source>Benutzte Geräte nach Jahr des Kaufs</source>
        <translation>Assets in use by year of purchase</translation>
    </message>
    <message>
        <source>Jahr des Kaufs</source>
        <translation>Year of purchase</translation>
    </message>
    <message>
        <source>Geräte</source>
        <translation>Assets</translation>
    </message>
    <message>
        <source>Altersaufbau als Tabelle</source>
        <translation>Age structure as a table</translation>
    </message>
    <message>
        <source>Altersaufbau</source>
        <translation>Age structure</translation>
    </message>
    <message>
        <source>Offene Befunde</source>
        <translation>Open findings</translation>
    </message>
    <message>
        <source>Zustand der Geräte</source>
        <translation>State of the assets</translation>
    </message>
    <message>
        <source>Anzahl</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>Geräte nach Zustand</source>
        <translation>Assets by state</translation>
    </message>
    <message>
        <source>Zustände und Befunde</source>
        <translation>States and findings</translation>
    </message>
    <message>
        <source>Ersatzbedarf</source>
        <translation>Replacement needs</translation>
    </message>
    <message>
        <source>Jetzt gemessen</source>
        <translation>Measured now</translation>
    </message>
    <message>
        <source>Anschluss</source>
        <translation>Internet line</translation>
    </message>
    <message>
        <source>Betreuung</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>Funknetze</source>
        <translation>Wireless networks</translation>
    </message>
    <message>
        <source>Lizenzen</source>
        <translation>Licences</translation>
    </message>
    <message>
        <source>Technik</source>
        <translation>Technology</translation>
    </message>
    <message>
        <source>Down und Up</source>
        <translation>Down and up</translation>
    </message>
    <message>
        <source>Tarif</source>
        <translation>Tariff</translation>
    </message>
    <message>
        <source>Vertrag</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>bis {0}</source>
        <translation>until {0}</translation>
    </message>
    <message>
        <source>Geräte: {0}</source>
        <translation>Assets: {0}</translation>
    </message>
    <message>
        <source>Plätze: {0}</source>
        <translation>Seats: {0}</translation>
    </message>
</context>
<context>
    <name>SchoolsPane</name>
    <message>
        <source>Die Schulen lassen sich nicht lesen: {0}</source>
        <translation>The schools cannot be read: {0}</translation>
    </message>
    <message>
        <source>Im Bestand steht noch keine Schule.</source>
        <translation>There is no school in the inventory yet.</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt stand keine Schule im Bestand.</source>
        <translation>There was no school in the inventory at that moment.</translation>
    </message>
    <message>
        <source>Schule</source>
        <translation>School</translation>
    </message>
    <message>
        <source>verfehlte Ziele</source>
        <translation>targets missed</translation>
    </message>
    <message>
        <source>Ersatz in zehn Jahren</source>
        <translation>Replacement in ten years</translation>
    </message>
    <message>
        <source>Schulen nach verfehlten Zielen</source>
        <translation>Schools by targets missed</translation>
    </message>
    <message>
        <source>Rangfolge</source>
        <translation>Ranking</translation>
    </message>
    <message>
        <source>Tabelle (*.xlsx);;Text mit Trennzeichen (*.csv);;PDF (*.pdf)</source>
        <translation>Table (*.xlsx);;Text with separators (*.csv);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Bericht speichern</source>
        <translation>Save report</translation>
    </message>
    <message>
        <source>Schulen.xlsx</source>
        <translation>Schools.xlsx</translation>
    </message>
    <message>
        <source>Schulen</source>
        <translation>Schools</translation>
    </message>
    <message>
        <source>Der Bericht ist gespeichert: {0}</source>
        <translation>The report is saved: {0}</translation>
    </message>
    <message>
        <source>Der Bericht lässt sich nicht speichern: {0}</source>
        <translation>The report cannot be saved: {0}</translation>
    </message>
    <message>
        <source>Schule, Ort oder „verfehlt“ suchen</source>
        <translation>Search school, place or “missed”</translation>
    </message>
    <message>
        <source>Bericht</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>Was rechts steht als XLSX, CSV oder PDF speichern.</source>
        <translation>Save what is on the right as XLSX, CSV or PDF.</translation>
    </message>
    <message>
        <source>Alle Schulen</source>
        <translation>All schools</translation>
    </message>
</context>
<context>
    <name>ScopeChooser</name>
    <message>
        <source>Art des Bereichs</source>
        <translation>Kind of scope</translation>
    </message>
    <message>
        <source>Suchen …</source>
        <translation>Search …</translation>
    </message>
    <message>
        <source>Im Bereich suchen</source>
        <translation>Search the scope</translation>
    </message>
    <message>
        <source>Bereich</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>Noch nichts gewählt</source>
        <translation>Nothing chosen yet</translation>
    </message>
    <message numerus="yes">
        <source>%n Datenpunkt(e)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Regel(n)</source>
        <translation>
            <numerusform>%n rule</numerusform>
            <numerusform>%n rules</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScopeSwitch</name>
    <message>
        <source>Nur ausgewählte Projekte</source>
        <translation>Selected projects only</translation>
    </message>
    <message>
        <source>Zeigt nur, was zu den ausgewählten Projekten gehört, sonst alle Projekte.</source>
        <translation>Shows only what belongs to the selected projects, otherwise all projects.</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source>Von Hand gesetzt, gilt bis {0}: {1}</source>
        <translation>Set by hand, valid until {0}: {1}</translation>
    </message>
    <message>
        <source>Nach den Regeln wäre die Ampel: {0}.</source>
        <translation>By the rules the light would be: {0}.</translation>
    </message>
    <message>
        <source>Die von Hand gesetzte Ampel galt bis {0}; es zählen die Regeln.</source>
        <translation>The light set by hand was valid until {0}; the rules count.</translation>
    </message>
    <message>
        <source>Erwartetes Ende</source>
        <translation>Expected end</translation>
    </message>
    <message>
        <source>{0} ({1} von {2} Arbeitspaketen fertig)</source>
        <translation>{0} ({1} of {2} work items done)</translation>
    </message>
    <message>
        <source>Gerechnet</source>
        <translation>Computed</translation>
    </message>
    <message>
        <source>Aus den Arbeitspaketen, nach ihrer Dauer gewichtet.</source>
        <translation>From the work items, weighted by their duration.</translation>
    </message>
    <message>
        <source>{0}, Stand {1}</source>
        <translation>{0}, as of {1}</translation>
    </message>
    <message>
        <source>Gemeldet</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>erreicht am {0}</source>
        <translation>reached on {0}</translation>
    </message>
    <message>
        <source>geplant am {0}</source>
        <translation>planned for {0}</translation>
    </message>
    <message>
        <source>ohne Termin</source>
        <translation>without a date</translation>
    </message>
    <message>
        <source>erwartet am {0} ({1})</source>
        <translation>expected on {0} ({1})</translation>
    </message>
    <message>
        <source>Nachweis: {0}</source>
        <translation>Evidence: {0}</translation>
    </message>
    <message>
        <source>Meldung weicht ab</source>
        <translation>Report differs</translation>
    </message>
    <message>
        <source>Höhe {0} von 25 · {1}</source>
        <translation>Score {0} of 25 · {1}</translation>
    </message>
    <message>
        <source>prüfen am {0}</source>
        <translation>review on {0}</translation>
    </message>
    <message>
        <source>erledigt am {0}</source>
        <translation>done on {0}</translation>
    </message>
    <message>
        <source>bis {0}</source>
        <translation>by {0}</translation>
    </message>
    <message>
        <source>Jahr</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Ansatz</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Gebunden</source>
        <translation>Committed</translation>
    </message>
    <message>
        <source>Ist</source>
        <translation>Actual</translation>
    </message>
    <message>
        <source>Erwartet</source>
        <translation>Expected</translation>
    </message>
    <message>
        <source>Was geplant ist, in Euro</source>
        <translation>What is planned, in euro</translation>
    </message>
    <message>
        <source>Durch Verträge und Aufträge gebunden, in Euro</source>
        <translation>Bound by contracts and orders, in euro</translation>
    </message>
    <message>
        <source>Was ausgegeben ist, in Euro</source>
        <translation>What was spent, in euro</translation>
    </message>
    <message>
        <source>Was am Ende erwartet wird, in Euro</source>
        <translation>What is expected in the end, in euro</translation>
    </message>
    <message>
        <source>Summe</source>
        <translation>Sum</translation>
    </message>
    <message>
        <source>vorher {0}, nachher {1}</source>
        <translation>before {0}, after {1}</translation>
    </message>
    <message>
        <source>{0} am {1} ({2})</source>
        <translation>{0} on {1} ({2})</translation>
    </message>
    <message>
        <source>Ziel {0} bis {1}</source>
        <translation>target {0} by {1}</translation>
    </message>
    <message>
        <source>Ziel {0}</source>
        <translation>Target {0}</translation>
    </message>
    <message>
        <source>Diese Adresse lässt sich hier nicht öffnen: {0}</source>
        <translation>This address cannot be opened here: {0}</translation>
    </message>
</context>
<context>
    <name>Seeding</name>
    <message>
        <source>Ein simulierter Beispielbestand wird angelegt: {0} Datensätze …</source>
        <translation>A simulated sample inventory is being created: {0} records …</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Das Anlegen des Beispielbestands wurde abgebrochen.</source>
        <translation>Creating the sample inventory was cancelled.</translation>
    </message>
    <message>
        <source>Der Beispielbestand ist angelegt: {0} Datensätze. Er ist simuliert und überall so bezeichnet.</source>
        <translation>The sample inventory is created: {0} records. It is simulated, and marked so everywhere.</translation>
    </message>
    <message>
        <source>Der Beispielbestand ist entfernt: {0} Datensätze.</source>
        <translation>The sample inventory is removed: {0} records.</translation>
    </message>
</context>
<context>
    <name>SelectionDesk</name>
    <message>
        <source>So viele Zeilen passen nicht in die Zwischenablage; höchstens {0} gehen. Bitte nutzen Sie den Export.</source>
        <translation>So many rows do not fit on the clipboard; at most {0} are possible. Please use the export.</translation>
    </message>
    <message>
        <source>{0} Zeilen wurden kopiert.</source>
        <translation>{0} rows were copied.</translation>
    </message>
</context>
<context>
    <name>SelectionWays</name>
    <message>
        <source>Verlauf</source>
        <translation>Trend</translation>
    </message>
    <message>
        <source>Den Verlauf der Auswahl öffnen (F6)</source>
        <translation>Open the trend of the selection (F6)</translation>
    </message>
    <message>
        <source>Auf der Karte zeigen</source>
        <translation>Show on the map</translation>
    </message>
    <message>
        <source>Auf der Karte zeigen (F4)</source>
        <translation>Show on the map (F4)</translation>
    </message>
    <message>
        <source>Im Zwilling zeigen</source>
        <translation>Show in the twin</translation>
    </message>
    <message>
        <source>Im Zwilling zeigen (F5)</source>
        <translation>Show in the twin (F5)</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Werte als Text kopieren</source>
        <translation>Copy values as text</translation>
    </message>
</context>
<context>
    <name>ServerSource</name>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>API-Schlüssel</source>
        <translation>API key</translation>
    </message>
    <message>
        <source>Projekt dort</source>
        <translation>Project there</translation>
    </message>
    <message>
        <source>Projekte laden</source>
        <translation>Load projects</translation>
    </message>
    <message>
        <source>Plan laden</source>
        <translation>Load plan</translation>
    </message>
    <message>
        <source>Der Schlüssel bleibt nur im Speicher, bis dieses Fenster geschlossen wird. Auf dem Server wird nichts geändert.</source>
        <translation>The key is kept in memory only, until this window is closed. Nothing is changed on the server.</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>%n Regel(n) in {file} geschrieben.</source>
        <translation>
            <numerusform>%n rule written to {file}.</numerusform>
            <numerusform>%n rules written to {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Als CSV exportieren</source>
        <translation>Export as CSV</translation>
    </message>
</context>
<context>
    <name>SheetBar</name>
    <message>
        <source>Kurvenblatt</source>
        <translation>Trend sheet</translation>
    </message>
    <message>
        <source>Kurvenblätter öffnen, speichern, sperren</source>
        <translation>Open, save and lock trend sheets</translation>
    </message>
    <message>
        <source>Änderungen sind noch nicht gespeichert.</source>
        <translation>Changes have not been saved yet.</translation>
    </message>
    <message>
        <source>Dieses Kurvenblatt ist gesperrt: Änderungen gehen in ein neues.</source>
        <translation>This trend sheet is locked: changes go into a new one.</translation>
    </message>
    <message>
        <source>Logarithmische Achse: %1</source>
        <translation>Logarithmic axis: %1</translation>
    </message>
    <message>
        <source>ohne Einheit</source>
        <translation>no unit</translation>
    </message>
    <message>
        <source>Rückgängig (Strg+Z)</source>
        <translation>Undo (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Wiederholen (Strg+Umschalt+Z)</source>
        <translation>Redo (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Vergleich</source>
        <translation>Comparison</translation>
    </message>
    <message>
        <source>Eine andere Zeit über die Kurven legen</source>
        <translation>Lay another time over the curves</translation>
    </message>
    <message>
        <source>Prognose</source>
        <translation>Forecast</translation>
    </message>
    <message>
        <source>Die gewählte Kurve in die Zukunft fortsetzen</source>
        <translation>Continue the selected curve into the future</translation>
    </message>
    <message>
        <source>Formeln</source>
        <translation>Formulas</translation>
    </message>
    <message>
        <source>Kurven aus anderen Kurven berechnen</source>
        <translation>Compute curves from other curves</translation>
    </message>
    <message>
        <source>Auswertung</source>
        <translation>Analysis</translation>
    </message>
    <message>
        <source>Kennzahlen, Verteilung und Zusammenhänge des Ausschnitts</source>
        <translation>Statistics, distribution and correlations of the section</translation>
    </message>
    <message>
        <source>Notizen</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Was zu Zeiten und Datenpunkten geschrieben wurde</source>
        <translation>What was written about times and points</translation>
    </message>
    <message>
        <source>Achsen</source>
        <translation>Axes</translation>
    </message>
    <message>
        <source>Logarithmische Achsen</source>
        <translation>Logarithmic axes</translation>
    </message>
    <message>
        <source>Gestern</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>Letzte Woche</source>
        <translation>Last week</translation>
    </message>
    <message>
        <source>Letztes Jahr</source>
        <translation>Last year</translation>
    </message>
    <message>
        <source>Marke A auf Marke B legen</source>
        <translation>Lay marker A over marker B</translation>
    </message>
    <message>
        <source>An einem Ereignis ausrichten …</source>
        <translation>Align at an event …</translation>
    </message>
    <message>
        <source>Alle Vergleiche entfernen</source>
        <translation>Remove all comparisons</translation>
    </message>
    <message>
        <source>Saisonal: wie zuletzt um diese Zeit</source>
        <translation>Seasonal: as last time at this hour</translation>
    </message>
    <message>
        <source>Exponentielle Glättung (Holt-Winters)</source>
        <translation>Exponential smoothing (Holt-Winters)</translation>
    </message>
    <message>
        <source>Alle Prognosen entfernen</source>
        <translation>Remove all forecasts</translation>
    </message>
</context>
<context>
    <name>SheetCommands</name>
    <message>
        <source>Kurvenblatt: {0}</source>
        <translation>Trend sheet: {0}</translation>
    </message>
</context>
<context>
    <name>SheetKeeper</name>
    <message>
        <source>Dieses Kurvenblatt gibt es nicht mehr.</source>
        <translation>This trend sheet does not exist any more.</translation>
    </message>
    <message>
        <source>Das Kurvenblatt „%1“ ist gelöscht. Im Menü lässt es sich zurückholen.</source>
        <translation>The trend sheet “%1” is deleted. The menu can bring it back.</translation>
    </message>
    <message>
        <source>Kurvenblätter können hier nicht gespeichert werden.</source>
        <translation>Trend sheets cannot be saved here.</translation>
    </message>
</context>
<context>
    <name>SheetMenu</name>
    <message>
        <source>Neues Kurvenblatt</source>
        <translation>New trend sheet</translation>
    </message>
    <message>
        <source>Speichern</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Speichern unter …</source>
        <translation>Save as …</translation>
    </message>
    <message>
        <source>Umbenennen …</source>
        <translation>Rename …</translation>
    </message>
    <message>
        <source>Sperre aufheben</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Sperren</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Löschen</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>„%1“ zurückholen</source>
        <translation>Bring back “%1”</translation>
    </message>
    <message>
        <source>%1 (Kopie)</source>
        <translation>%1 (copy)</translation>
    </message>
    <message>
        <source>Kurvenblatt speichern</source>
        <translation>Save trend sheet</translation>
    </message>
    <message>
        <source>Kurvenblatt umbenennen</source>
        <translation>Rename trend sheet</translation>
    </message>
    <message>
        <source>Änderungen speichern?</source>
        <translation>Save changes?</translation>
    </message>
    <message>
        <source>Das Kurvenblatt „%1“ hat Änderungen, die noch nicht gespeichert sind.</source>
        <translation>The trend sheet “%1” has changes that have not been saved yet.</translation>
    </message>
    <message>
        <source>Verwerfen</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Öffnen</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>SheetModel</name>
    <message>
        <source>Alle Projekte</source>
        <translation>All projects</translation>
    </message>
    <message>
        <source>Alle Fördertöpfe</source>
        <translation>All funds</translation>
    </message>
    <message>
        <source>alle Jahre</source>
        <translation>all years</translation>
    </message>
    <message>
        <source>Summe</source>
        <translation>Total</translation>
    </message>
</context>
<context>
    <name>ShelveDialog</name>
    <message numerus="yes">
        <source>%n Alarm(e) zurückstellen</source>
        <translation>
            <numerusform>Shelve %n alarm</numerusform>
            <numerusform>Shelve %n alarms</numerusform>
        </translation>
    </message>
    <message>
        <source>Zurückstellen</source>
        <translation>Shelve</translation>
    </message>
    <message>
        <source>Nur einmal: kommt wieder, sobald der Alarm zurückkehrt</source>
        <translation>One-shot: back as soon as the alarm returns to normal</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Dauer in Minuten</source>
        <translation>Duration in minutes</translation>
    </message>
    <message>
        <source>Höchstens {span} bei dieser Priorität</source>
        <translation>{span} at most at this priority</translation>
    </message>
    <message>
        <source>Grund</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Dauer</source>
        <translation>Duration</translation>
    </message>
    <message>
        <source>Kommt wieder</source>
        <translation>Comes back</translation>
    </message>
    <message>
        <source>Die strengste Priorität der Auswahl begrenzt die Dauer auf {span}.</source>
        <translation>The strictest priority of the selection limits the duration to {span}.</translation>
    </message>
    <message>
        <source>Nennen Sie einen Grund.</source>
        <translation>Give a reason.</translation>
    </message>
</context>
<context>
    <name>ShiftController</name>
    <message>
        <source>Die Übergabe der Schicht „{0}“ wartet darauf, übernommen zu werden.</source>
        <translation>The handover of the shift “{0}” is waiting to be taken over.</translation>
    </message>
    <message>
        <source>Die Datenerfassung antwortet nicht; was ansteht, ist deshalb nicht bekannt.</source>
        <translation>The collector does not answer; what is active is therefore not known.</translation>
    </message>
    <message>
        <source>Die Übergabe konnte nicht zusammengestellt werden: {0}</source>
        <translation>The handover could not be put together: {0}</translation>
    </message>
    <message>
        <source>Die Übergabe ist unterschrieben und bleibt nun so.</source>
        <translation>The handover is signed and now stays as it is.</translation>
    </message>
    <message>
        <source>Die Übergabe ist übernommen.</source>
        <translation>The handover has been taken over.</translation>
    </message>
</context>
<context>
    <name>SignPanel</name>
    <message>
        <source>Bitte schreiben Sie Ihren Namen.</source>
        <translation>Please write your name.</translation>
    </message>
    <message>
        <source>Übernimmt:</source>
        <translation>Takes over:</translation>
    </message>
    <message>
        <source>Gibt ab:</source>
        <translation>Hands over:</translation>
    </message>
    <message>
        <source>Abgeben und unterschreiben</source>
        <translation>Hand over and sign</translation>
    </message>
    <message>
        <source>Übernehmen und unterschreiben</source>
        <translation>Take over and sign</translation>
    </message>
    <message>
        <source>Danach kann der Inhalt nicht mehr geändert werden.</source>
        <translation>After that the content cannot be changed any more.</translation>
    </message>
    <message>
        <source>Es unterschreibt jemand anderes als beim Abgeben.</source>
        <translation>Somebody else signs than when handing over.</translation>
    </message>
    <message>
        <source>Name der übernehmenden Person</source>
        <translation>Name of the person who takes over</translation>
    </message>
    <message>
        <source>Name der abgebenden Person</source>
        <translation>Name of the person who hands over</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Bemerkung an die nächste Schicht</source>
        <translation>Remark to the next shift</translation>
    </message>
    <message>
        <source>Was sollte die nächste Schicht noch wissen?</source>
        <translation>What else should the next shift know?</translation>
    </message>
</context>
<context>
    <name>Signs</name>
    <message>
        <source>Dazu wurde unter „{0}“ nichts gefunden.</source>
        <translation>Nothing was found for this under “{0}”.</translation>
    </message>
    <message>
        <source>Suche und Filter leeren</source>
        <translation>Clear search and filters</translation>
    </message>
    <message>
        <source>An dieser Stelle der Gliederung steht unter „{0}“ nichts.</source>
        <translation>There is nothing under “{0}” at this place of the outline.</translation>
    </message>
    <message>
        <source>Alle anzeigen</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>Unter „{0}“ gab es damals noch nichts.</source>
        <translation>There was nothing under “{0}” yet at that time.</translation>
    </message>
    <message>
        <source>Unter „{0}“ ist noch nichts erfasst.</source>
        <translation>Nothing has been entered under “{0}” yet.</translation>
    </message>
    <message>
        <source>Neuer Datensatz</source>
        <translation>New record</translation>
    </message>
    <message>
        <source>Der Bestand ist so zu sehen, wie er am {0} war. Ändern lässt er sich nur LIVE.</source>
        <translation>The inventory is shown as it was on {0}. It can only be changed LIVE.</translation>
    </message>
    <message>
        <source>Der Bestand lässt sich gerade nicht lesen. {0}</source>
        <translation>The inventory cannot be read at the moment. {0}</translation>
    </message>
    <message>
        <source>Noch einmal</source>
        <translation>Again</translation>
    </message>
</context>
<context>
    <name>SingleObjectsPanel</name>
    <message>
        <source>Klicken Sie auf die Stelle, auf der das Objekt stehen soll.</source>
        <translation>Click where the object is to stand.</translation>
    </message>
    <message>
        <source>Noch nicht gesetzt: Es steht vorläufig in der Bildmitte.</source>
        <translation>Not placed yet: it stands in the middle of the picture for now.</translation>
    </message>
    <message>
        <source>Noch keine einzelnen Objekte. Fügen Sie unter Daten eine glTF- oder OBJ-Datei hinzu.</source>
        <translation>No single objects yet. Add a glTF or OBJ file under Data.</translation>
    </message>
    <message>
        <source>Einzelne Objekte</source>
        <translation>Single objects</translation>
    </message>
    <message>
        <source>Objekt platzieren</source>
        <translation>Place the object</translation>
    </message>
    <message>
        <source>Der nächste Klick setzt das Objekt; Esc bricht ab</source>
        <translation>The next click places the object; Esc cancels</translation>
    </message>
    <message>
        <source>Hinfliegen</source>
        <translation>Fly there</translation>
    </message>
    <message>
        <source>Rückgängig</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Die letzte Änderung zurücknehmen (Strg+Z)</source>
        <translation>Undo the last change (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Drehung</source>
        <translation>Rotation</translation>
    </message>
    <message>
        <source>Meter je Einheit</source>
        <translation>Metres per unit</translation>
    </message>
    <message>
        <source>Höhe</source>
        <translation>Height</translation>
    </message>
    <message>
        <source>Drehung im Uhrzeigersinn</source>
        <translation>Clockwise rotation</translation>
    </message>
    <message>
        <source>Höhe des tiefsten Punktes</source>
        <translation>Height of the lowest point</translation>
    </message>
</context>
<context>
    <name>SoundButton</name>
    <message>
        <source>Rechtsklick: wie Alarme klingen</source>
        <translation>Right click: how alarms sound</translation>
    </message>
    <message>
        <source>Ton aus</source>
        <translation>Sound off</translation>
    </message>
    <message>
        <source>Schaltet aus, was jetzt klingt; der nächste Alarm klingt wieder. F8</source>
        <translation>Silences what sounds now; the next alarm sounds again. F8</translation>
    </message>
    <message>
        <source>Alarme warten, aber es klingt nichts.</source>
        <translation>Alarms are waiting, but nothing sounds.</translation>
    </message>
    <message>
        <source>Es klingt kein Alarm.</source>
        <translation>No alarm is sounding.</translation>
    </message>
    <message>
        <source>kein Ton</source>
        <translation>no sound</translation>
    </message>
    <message>
        <source>Ton ausschalten</source>
        <translation>Silence</translation>
    </message>
    <message>
        <source>Alarmtöne …</source>
        <translation>Alarm sounds …</translation>
    </message>
</context>
<context>
    <name>SoundDialog</name>
    <message>
        <source>Alarmtöne</source>
        <translation>Alarm sounds</translation>
    </message>
    <message>
        <source>Wie Alarme klingen</source>
        <translation>How alarms sound</translation>
    </message>
    <message>
        <source>Kritische und hohe Alarme klingen wieder, bis jemand sie quittiert oder den Ton ausschaltet (F8).</source>
        <translation>Critical and high alarms sound again until somebody acknowledges them or silences them (F8).</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Lautstärke</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>Lautstärke in Prozent</source>
        <translation>Volume in per cent</translation>
    </message>
    <message>
        <source>Ton von „{0}“ anhören</source>
        <translation>Listen to the sound of “{0}”</translation>
    </message>
</context>
<context>
    <name>SourcesTable</name>
    <message>
        <source>Quellen</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>%n Quelle(n) geschrieben.</source>
        <translation>
            <numerusform>%n source written.</numerusform>
            <numerusform>%n sources written.</numerusform>
        </translation>
    </message>
    <message>
        <source>Jetzt verbinden</source>
        <translation>Connect now</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Als CSV exportieren …</source>
        <translation>Export as CSV …</translation>
    </message>
    <message>
        <source>Als CSV exportieren</source>
        <translation>Export as CSV</translation>
    </message>
</context>
<context>
    <name>SparkPanel</name>
    <message>
        <source>Letzte Stunde: {low} bis {high}</source>
        <translation>Last hour: {low} to {high}</translation>
    </message>
</context>
<context>
    <name>SplicePane</name>
    <message>
        <source>Bitte wählen Sie eine Muffe; hier steht dann ihr Spleißplan.</source>
        <translation>Please select a closure; its splice plan then stands here.</translation>
    </message>
    <message>
        <source>Für dieses Gerät sind keine Kabel und keine Spleiße vermerkt.</source>
        <translation>No cables and no splices are noted for this asset.</translation>
    </message>
    <message>
        <source>Alle Kassetten</source>
        <translation>All trays</translation>
    </message>
    <message>
        <source>Kassette {0}</source>
        <translation>Tray {0}</translation>
    </message>
    <message>
        <source>Ohne Kassette</source>
        <translation>Without a tray</translation>
    </message>
    <message>
        <source>{name}: {count} Spleiße</source>
        <translation>{name}: {count} splices</translation>
    </message>
    <message>
        <source>{name}: 1 Spleiß</source>
        <translation>{name}: 1 splice</translation>
    </message>
    <message>
        <source>Bitte wählen Sie mit der Strg-Taste zwei freie Fasern.</source>
        <translation>Please select two free strands with the Ctrl key.</translation>
    </message>
    <message>
        <source>Bitte wählen Sie zuerst einen Spleiß oder eine gespleißte Faser.</source>
        <translation>Please select a splice or a spliced strand first.</translation>
    </message>
    <message>
        <source>Bitte wählen Sie zuerst eine Faser.</source>
        <translation>Please select a strand first.</translation>
    </message>
    <message>
        <source>Spleißplan.svg</source>
        <translation>Splice plan.svg</translation>
    </message>
    <message>
        <source>Spleißplan speichern</source>
        <translation>Save splice plan</translation>
    </message>
    <message>
        <source>Ein Spleiß verbindet zwei Fasern.</source>
        <translation>A splice connects two strands.</translation>
    </message>
    <message>
        <source>Faser {0} {1} ist hier schon gespleißt.</source>
        <translation>Strand {0} {1} is already spliced here.</translation>
    </message>
    <message>
        <source>Faser {0} {1} ist als defekt vermerkt.</source>
        <translation>Strand {0} {1} is noted as defective.</translation>
    </message>
    <message>
        <source>Spleiß gesetzt</source>
        <translation>Splice made</translation>
    </message>
    <message>
        <source>Spleiß gelöst</source>
        <translation>Splice undone</translation>
    </message>
    <message>
        <source>Nur gespleißte</source>
        <translation>Spliced only</translation>
    </message>
    <message>
        <source>Kassette</source>
        <translation>Tray</translation>
    </message>
    <message>
        <source>Spleißplan, Kabel links und rechts</source>
        <translation>Splice plan, cables on the left and right</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>noch nie</source>
        <translation>never</translation>
    </message>
    <message>
        <source>Fällige Orte ({0})</source>
        <translation>Places due ({0})</translation>
    </message>
    <message>
        <source>Angefangen ({0})</source>
        <translation>Started ({0})</translation>
    </message>
    <message>
        <source>Bisherige ({0})</source>
        <translation>Previous ({0})</translation>
    </message>
    <message>
        <source>Bitte wählen Sie zuerst einen Ort, oder scannen Sie seinen Code.</source>
        <translation>Please choose a place first, or scan its code.</translation>
    </message>
    <message>
        <source>Inventur: zuerst der Ort</source>
        <translation>Stocktake: first the place</translation>
    </message>
    <message>
        <source>Code des Ortes scannen</source>
        <translation>Scan the code of the place</translation>
    </message>
    <message>
        <source>Code des Ortes</source>
        <translation>Code of the place</translation>
    </message>
    <message>
        <source>oder wählen:</source>
        <translation>or choose:</translation>
    </message>
    <message>
        <source>Beginnen</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Gefunden</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>Falscher Ort</source>
        <translation>Wrong place</translation>
    </message>
    <message>
        <source>Erwartet</source>
        <translation>Expected</translation>
    </message>
    <message>
        <source>Ort</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Geräte</source>
        <translation>Assets</translation>
    </message>
    <message>
        <source>Letzte Inventur</source>
        <translation>Last stocktake</translation>
    </message>
    <message>
        <source>Hier beginnen</source>
        <translation>Start here</translation>
    </message>
    <message>
        <source>Alle Orte mit Geräten wurden in den letzten zwölf Monaten geprüft.</source>
        <translation>All places with assets have been checked in the last twelve months.</translation>
    </message>
    <message>
        <source>Fällige Orte</source>
        <translation>Places due</translation>
    </message>
    <message>
        <source>Begonnen</source>
        <translation>Started</translation>
    </message>
    <message>
        <source>Fortsetzen</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>Keine Inventur ist unterbrochen.</source>
        <translation>No stocktake is paused.</translation>
    </message>
    <message>
        <source>Angefangene Inventuren</source>
        <translation>Stocktakes started</translation>
    </message>
    <message>
        <source>Beendet</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>Unbekannt</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>Nicht gefunden</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>Bericht speichern …</source>
        <translation>Save report …</translation>
    </message>
    <message>
        <source>Noch wurde keine Inventur beendet.</source>
        <translation>No stocktake has been finished yet.</translation>
    </message>
    <message>
        <source>Bisherige Inventuren</source>
        <translation>Previous stocktakes</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>{0} Messwerte/s</source>
        <translation>{0} samples/s</translation>
    </message>
    <message>
        <source>Simulierte Stadt: keine echten Messwerte</source>
        <translation>Simulated city: no real measurements</translation>
    </message>
    <message>
        <source>Geschichte wird angelegt: Tag {0} von {1}</source>
        <translation>History is being filled in: day {0} of {1}</translation>
    </message>
</context>
<context>
    <name>Steering</name>
    <message>
        <source>Ein Meilenstein hat keine Dauer.</source>
        <translation>A milestone has no duration.</translation>
    </message>
</context>
<context>
    <name>SteeringPane</name>
    <message>
        <source>Sie sehen einen vergangenen Stand. Ändern können Sie nur den gegenwärtigen.</source>
        <translation>You are looking at a past state. Only the present one can be changed.</translation>
    </message>
</context>
<context>
    <name>StepPanel</name>
    <message>
        <source>Begründung</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>nach </source>
        <translation>after </translation>
    </message>
    <message>
        <source>sofort</source>
        <translation>at once</translation>
    </message>
    <message>
        <source>Stufe {n}: Wartezeit</source>
        <translation>Level {n}: waiting time</translation>
    </message>
    <message>
        <source>So lange nach dem Ruf des Alarms, wenn niemand quittiert</source>
        <translation>This long after the alarm called, if nobody acknowledges</translation>
    </message>
    <message>
        <source>Stufe {n}: Empfänger</source>
        <translation>Level {n}: recipients</translation>
    </message>
    <message>
        <source>Stufe entfernen</source>
        <translation>Remove level</translation>
    </message>
    <message>
        <source>Stufe {n} entfernen</source>
        <translation>Remove level {n}</translation>
    </message>
    <message>
        <source>Empfänger wählen</source>
        <translation>Choose recipients</translation>
    </message>
</context>
<context>
    <name>StepsEditor</name>
    <message>
        <source>Stufe hinzufügen</source>
        <translation>Add level</translation>
    </message>
</context>
<context>
    <name>Studies</name>
    <message>
        <source>Der %1 hat kein Gegenstück.</source>
        <translation>%1 has no counterpart.</translation>
    </message>
    <message>
        <source>%1 bis %2 hat kein Gegenstück: die Uhren wurden umgestellt.</source>
        <translation>%1 to %2 has no counterpart: the clocks were changed.</translation>
    </message>
    <message>
        <source>Marke A</source>
        <translation>Marker A</translation>
    </message>
    <message>
        <source>Marke B</source>
        <translation>Marker B</translation>
    </message>
    <message>
        <source>Bitte zuerst eine Kurve wählen, die fortgesetzt werden soll.</source>
        <translation>Please choose the curve first that is to be continued.</translation>
    </message>
    <message>
        <source>Nur Messwerte lassen sich in die Zukunft fortsetzen.</source>
        <translation>Only measurements can be continued into the future.</translation>
    </message>
</context>
<context>
    <name>StyleDialog</name>
    <message>
        <source>Darstellung von „{name}“</source>
        <translation>Style of “{name}”</translation>
    </message>
    <message>
        <source>gestrichelt</source>
        <translation>dashed</translation>
    </message>
    <message>
        <source>Farbe</source>
        <translation>Colour</translation>
    </message>
    <message>
        <source>Strichbreite</source>
        <translation>Line width</translation>
    </message>
    <message>
        <source>Radius der Punkte</source>
        <translation>Radius of points</translation>
    </message>
    <message>
        <source>Füllung</source>
        <translation>Fill</translation>
    </message>
    <message>
        <source>Beschriftung</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Deckkraft der Füllung in Prozent</source>
        <translation>Opacity of the fill in per cent</translation>
    </message>
    <message>
        <source>Was aus der Datei neben jedem Objekt steht</source>
        <translation>What is written from the file beside each feature</translation>
    </message>
    <message>
        <source>Zurücksetzen</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>Übernehmen</source>
        <translation>Apply</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>keine</source>
        <translation>none</translation>
    </message>
</context>
<context>
    <name>StylePreview</name>
    <message>
        <source>Vorschau</source>
        <translation>Preview</translation>
    </message>
</context>
<context>
    <name>SummaryCard</name>
    <message>
        <source>{0} Datensätze ausgewählt</source>
        <translation>{0} records selected</translation>
    </message>
    <message>
        <source>Die ersten {0} der ausgewählten Datensätze</source>
        <translation>The first {0} of the selected records</translation>
    </message>
    <message>
        <source>bei {0} Datensätzen bekannt</source>
        <translation>known of {0} records</translation>
    </message>
    <message>
        <source>Kosten zusammen</source>
        <translation>Total cost</translation>
    </message>
    <message>
        <source>Arten</source>
        <translation>Kinds</translation>
    </message>
    <message>
        <source>Zustände</source>
        <translation>States</translation>
    </message>
    <message>
        <source>Verglichen wurden die ersten {0}.</source>
        <translation>The first {0} were compared.</translation>
    </message>
    <message>
        <source>Dazu müssen alle Datensätze von einer Art sein.</source>
        <translation>For this all records must be of one kind.</translation>
    </message>
    <message>
        <source>Gemeinsame Angaben</source>
        <translation>Details in common</translation>
    </message>
    <message>
        <source>Mehrfach bearbeiten …</source>
        <translation>Edit together …</translation>
    </message>
    <message>
        <source>Etiketten drucken …</source>
        <translation>Print labels …</translation>
    </message>
    <message>
        <source>Auf der Karte zeigen</source>
        <translation>Show on the map</translation>
    </message>
</context>
<context>
    <name>SuppressorsField</name>
    <message>
        <source>nicht mehr</source>
        <translation>no longer</translation>
    </message>
</context>
<context>
    <name>TableActs</name>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
    <message>
        <source>{devices} in {file} geschrieben.</source>
        <translation>{devices} written to {file}.</translation>
    </message>
    <message>
        <source>Geräte exportieren</source>
        <translation>Export devices</translation>
    </message>
    <message>
        <source>geraete.csv</source>
        <translation>devices.csv</translation>
    </message>
    <message>
        <source>Auf der Karte zeigen</source>
        <translation>Show on the map</translation>
    </message>
    <message>
        <source>Warum?</source>
        <translation>Why?</translation>
    </message>
    <message>
        <source>In Verläufe zeigen</source>
        <translation>Show in trends</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Koordinaten kopieren</source>
        <translation>Copy coordinates</translation>
    </message>
    <message>
        <source>Exportieren (CSV, XLSX) …</source>
        <translation>Export (CSV, XLSX) …</translation>
    </message>
</context>
<context>
    <name>TableBar</name>
    <message>
        <source>{shown} von {total}</source>
        <translation>{shown} of {total}</translation>
    </message>
    <message>
        <source>Filtern: Gerät, Art, Bezirk …</source>
        <translation>Filter: device, kind, district …</translation>
    </message>
    <message>
        <source>Geräte filtern</source>
        <translation>Filter devices</translation>
    </message>
    <message>
        <source>Alle Wörter müssen vorkommen; ß und ss, ä und ae gelten gleich. Strg+F</source>
        <translation>All words must occur; ß equals ss, ä equals ae. Ctrl+F</translation>
    </message>
    <message>
        <source>Nur im Kartenausschnitt</source>
        <translation>Only in the map’s view</translation>
    </message>
    <message>
        <source>Nur Geräte zeigen, die auf der Karte gerade zu sehen sind</source>
        <translation>Show only devices that can be seen on the map right now</translation>
    </message>
    <message>
        <source>Neu sortieren</source>
        <translation>Sort again</translation>
    </message>
    <message>
        <source>Zustände haben sich geändert; die Reihenfolge bleibt, bis Sie neu sortieren.</source>
        <translation>States have changed; the order stays until you sort again.</translation>
    </message>
</context>
<context>
    <name>TagsEditor</name>
    <message>
        <source>Wörter mit Kommas trennen</source>
        <translation>Separate words with commas</translation>
    </message>
</context>
<context>
    <name>TargetForm</name>
    <message>
        <source>Ziel</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>Zielwert</source>
        <translation>Target value</translation>
    </message>
    <message>
        <source>Einheit</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Toleranz</source>
        <translation>Tolerance</translation>
    </message>
    <message>
        <source>Höchstes Alter in Tagen</source>
        <translation>Greatest age in days</translation>
    </message>
    <message>
        <source>wie im Datensatz</source>
        <translation>as in the record</translation>
    </message>
    <message>
        <source>mindestens</source>
        <translation>at least</translation>
    </message>
    <message>
        <source>höchstens</source>
        <translation>at most</translation>
    </message>
    <message>
        <source>wie gemessen</source>
        <translation>as measured</translation>
    </message>
    <message>
        <source>Kennzahlen haben Ziel, Einheit und Gültigkeit selbst; hier gelten andere.</source>
        <translation>Key figures have target, unit and validity themselves; here others apply.</translation>
    </message>
    <message>
        <source>So weit darf der gemeldete Wert vom gemessenen abweichen.</source>
        <translation>So far may the reported value lie from the measured one.</translation>
    </message>
</context>
<context>
    <name>TilesView</name>
    <message>
        <source>In diesem Profil ist noch kein Handlungsfeld angelegt.</source>
        <translation>This profile has no field of action yet.</translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>Zur Gegenwart zurückkehren (Strg+L)</source>
        <translation>Return to the present (Ctrl+L)</translation>
    </message>
    <message>
        <source>Rückwärts abspielen, noch einmal schneller (J)</source>
        <translation>Play backwards, faster each time (J)</translation>
    </message>
    <message>
        <source>Anhalten (K)</source>
        <translation>Pause (K)</translation>
    </message>
    <message>
        <source>Vorwärts abspielen, noch einmal schneller (L)</source>
        <translation>Play forwards, faster each time (L)</translation>
    </message>
    <message>
        <source>Geschwindigkeit und Länge eines Schritts</source>
        <translation>Speed and length of a step</translation>
    </message>
    <message>
        <source>Einen Schritt zurück (,)</source>
        <translation>One step back (,)</translation>
    </message>
    <message>
        <source>Einen Schritt vor (.)</source>
        <translation>One step forward (.)</translation>
    </message>
    <message>
        <source>Zeitraum der Zeitleiste</source>
        <translation>Range of the time line</translation>
    </message>
    <message>
        <source>Schritt</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>Geschwindigkeit</source>
        <translation>Speed</translation>
    </message>
    <message>
        <source>passend zur Geschwindigkeit</source>
        <translation>to match the speed</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>{0} Tage</source>
        <translation>{0} days</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>NICHT LIVE</source>
        <translation>NOT LIVE</translation>
    </message>
    <message>
        <source>Ein Schritt: {0}</source>
        <translation>One step: {0}</translation>
    </message>
    <message>
        <source>{0}, {1} ({2}). Klicken: zu einem anderen Zeitpunkt gehen (G)</source>
        <translation>{0}, {1} ({2}). Click to go to another moment (G)</translation>
    </message>
    <message>
        <source>Gezeigter Zeitpunkt: {0}</source>
        <translation>Moment shown: {0}</translation>
    </message>
</context>
<context>
    <name>TimeLine</name>
    <message>
        <source>Zeitleiste: ziehen zeigt, was war</source>
        <translation>Time line: drag to see what was</translation>
    </message>
</context>
<context>
    <name>TimeLink</name>
    <message>
        <source>Die Stadt zu diesem Moment zeigen</source>
        <translation>Show the city at this moment</translation>
    </message>
    <message>
        <source>{time}: die Stadt zu diesem Moment zeigen</source>
        <translation>{time}: show the city at this moment</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Suchen …</source>
        <translation>Search …</translation>
    </message>
    <message>
        <source>Datenpunkte und Befehle suchen (Strg+K)</source>
        <translation>Search points and commands (Ctrl+K)</translation>
    </message>
    <message>
        <source>Alarme LIVE:</source>
        <translation>Alarms LIVE:</translation>
    </message>
    <message>
        <source>Hier stehen immer die Alarme der Gegenwart, auch wenn sonst die Vergangenheit gezeigt wird. Ein Klick auf einen Alarm führt in die Gegenwart zurück.</source>
        <translation>The alarms of the present always stand here, even while the past is shown elsewhere. A click on an alarm leads back to the present.</translation>
    </message>
    <message>
        <source>Einstellungen und Hilfe</source>
        <translation>Settings and help</translation>
    </message>
    <message>
        <source>Art der Datensätze</source>
        <translation>Kind of record</translation>
    </message>
    <message>
        <source>Welche Datensätze die Tabelle zeigt</source>
        <translation>Which records the table shows</translation>
    </message>
    <message>
        <source>Suchen (Strg+F)</source>
        <translation>Search (Ctrl+F)</translation>
    </message>
    <message>
        <source>Suchen</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Findet Wörter und Teile davon; strasse findet auch Straße.</source>
        <translation>Finds words and parts of them; strasse also finds Straße.</translation>
    </message>
    <message>
        <source>Nach einem Feld filtern</source>
        <translation>Filter by a field</translation>
    </message>
    <message>
        <source>Spalten wählen</source>
        <translation>Choose columns</translation>
    </message>
    <message>
        <source>Neuer Datensatz</source>
        <translation>New record</translation>
    </message>
</context>
<context>
    <name>TopologyPane</name>
    <message>
        <source>Hier sind im Bestand noch keine Verbindungen in Betrieb vermerkt.</source>
        <translation>No connections in service are noted in the inventory here yet.</translation>
    </message>
    <message>
        <source>Es sind mehr Geräte, als ein Bild zeigt. Bitte wählen Sie einen Standort oder einen Stadtbezirk.</source>
        <translation>These are more assets than one picture shows. Please select a site or a district.</translation>
    </message>
    <message>
        <source>Netzbild speichern</source>
        <translation>Save network diagram</translation>
    </message>
    <message>
        <source>Netzbild.png</source>
        <translation>Network diagram.png</translation>
    </message>
    <message>
        <source>Netzbild.svg</source>
        <translation>Network diagram.svg</translation>
    </message>
    <message>
        <source>Netzbild, von der Versorgung nach rechts</source>
        <translation>Network diagram, from the supply to the right</translation>
    </message>
</context>
<context>
    <name>TracePane</name>
    <message>
        <source>Bitte wählen Sie einen Anschluss, eine Verbindung, eine Faser, ein Gerät oder einen Standort; hier steht dann der ganze Weg.</source>
        <translation>Please select a port, a connection, a strand, an asset or a site; the whole path then stands here.</translation>
    </message>
    <message>
        <source>Von hier führt im Bestand kein Weg weiter.</source>
        <translation>No path leads on from here in the inventory.</translation>
    </message>
    <message>
        <source>Eine Stelle ist unfertig oder gestört.</source>
        <translation>One place is unfinished or faulty.</translation>
    </message>
    <message>
        <source>{0} Stellen sind unfertig oder gestört.</source>
        <translation>{0} places are unfinished or faulty.</translation>
    </message>
    <message>
        <source>Der Weg steht in der Zwischenablage.</source>
        <translation>The path is on the clipboard.</translation>
    </message>
    <message>
        <source>Verfolgung.svg</source>
        <translation>Path.svg</translation>
    </message>
    <message>
        <source>Weg als SVG speichern</source>
        <translation>Save path as SVG</translation>
    </message>
    <message>
        <source>Budgetklasse</source>
        <translation>Budget class</translation>
    </message>
    <message>
        <source>Wogegen die Dämpfung gemessen wird; die Grenzen stehen in den Normen.</source>
        <translation>What the attenuation is measured against; the limits are in the standards.</translation>
    </message>
    <message>
        <source>Weg des Signals von Ende zu Ende</source>
        <translation>Path of the signal from end to end</translation>
    </message>
</context>
<context>
    <name>TrendActs</name>
    <message numerus="yes">
        <source>%n Kurve(n) dieses Kurvenblatts gibt es nicht mehr.</source>
        <translation>
            <numerusform>%n curve of this trend sheet is missing: its point does not exist any more.</numerusform>
            <numerusform>%n curves of this trend sheet are missing: their points do not exist any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrendBar</name>
    <message>
        <source>Von – bis …</source>
        <translation>From – to …</translation>
    </message>
    <message>
        <source>Zeitraum nach dem Kalender, oder von – bis</source>
        <translation>Range by the calendar, or from – to</translation>
    </message>
    <message>
        <source>Vorheriger Ausschnitt (Alt+Links)</source>
        <translation>Previous section (Alt+Left)</translation>
    </message>
    <message>
        <source>Nächster Ausschnitt (Alt+Rechts)</source>
        <translation>Next section (Alt+Right)</translation>
    </message>
    <message>
        <source>Datenpunkt</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Einen Datenpunkt suchen und hinzufügen</source>
        <translation>Find a point and add it</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Den sichtbaren Ausschnitt speichern oder kopieren</source>
        <translation>Save or copy the visible section</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Bild kopieren</source>
        <translation>Copy picture</translation>
    </message>
    <message>
        <source>Tabelle kopieren</source>
        <translation>Copy table</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>Der Gegenwart folgen (Ende)</source>
        <translation>Follow the present (End)</translation>
    </message>
</context>
<context>
    <name>TrendExporter</name>
    <message>
        <source>Verläufe</source>
        <translation>Trends</translation>
    </message>
    <message>
        <source>Das Bild liegt in der Zwischenablage.</source>
        <translation>The picture is on the clipboard.</translation>
    </message>
    <message>
        <source>Für die Zwischenablage sind es mehr als %1 Zeilen. Exportieren Sie eine Datei.</source>
        <translation>For the clipboard these are more than %1 rows. Please export a file.</translation>
    </message>
    <message numerus="yes">
        <source>%n Zeile(n) liegen in der Zwischenablage.</source>
        <translation>
            <numerusform>%n row is on the clipboard.</numerusform>
            <numerusform>%n rows are on the clipboard.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ausschnitt exportieren</source>
        <translation>Export section</translation>
    </message>
    <message>
        <source>verlauf</source>
        <translation>trend</translation>
    </message>
    <message>
        <source>Gespeichert: %1</source>
        <translation>Saved: %1</translation>
    </message>
    <message>
        <source>Der Export wurde abgebrochen; es gibt keine Datei.</source>
        <translation>The export was cancelled; there is no file.</translation>
    </message>
    <message>
        <source>Es ist noch nichts zu sehen, was exportiert werden kann.</source>
        <translation>Nothing is shown yet that could be exported.</translation>
    </message>
</context>
<context>
    <name>TrendLine</name>
    <message>
        <source>Noch kein Verlauf</source>
        <translation>No course yet</translation>
    </message>
    <message>
        <source>Verlauf: {0} am {1}, {2} am {3}</source>
        <translation>Course: {0} on {1}, {2} on {3}</translation>
    </message>
</context>
<context>
    <name>TrendsView</name>
    <message>
        <source>Verläufe</source>
        <translation>Trends</translation>
    </message>
    <message>
        <source>Verlauf der Datenpunkte über die Zeit</source>
        <translation>Points over time</translation>
    </message>
    <message>
        <source>Legende mit Werten am Zeiger</source>
        <translation>Legend with values at the cursor</translation>
    </message>
    <message>
        <source>Ziehen Sie Datenpunkte hierher, um ihren Verlauf zu sehen.</source>
        <translation>Drag points here to see them over time.</translation>
    </message>
    <message>
        <source>Datenpunkt suchen</source>
        <translation>Find a point</translation>
    </message>
</context>
<context>
    <name>TrialModel</name>
    <message>
        <source>leer</source>
        <translation>empty</translation>
    </message>
    <message>
        <source>neu</source>
        <translation>new</translation>
    </message>
    <message>
        <source>geändert</source>
        <translation>changed</translation>
    </message>
    <message>
        <source>unverändert</source>
        <translation>unchanged</translation>
    </message>
    <message>
        <source>Fehler</source>
        <translation>error</translation>
    </message>
    <message>
        <source>wiederholt</source>
        <translation>repeated</translation>
    </message>
    <message>
        <source>Zeile</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Wird</source>
        <translation>Becomes</translation>
    </message>
</context>
<context>
    <name>TrialStep</name>
    <message>
        <source>{0}&#x202f;%</source>
        <translation>{0}&#x202f;%</translation>
    </message>
    <message>
        <source>Der Import wird geprobt …</source>
        <translation>The import is being tried out …</translation>
    </message>
    <message>
        <source>Die Probe wurde abgebrochen. Nichts wurde geändert.</source>
        <translation>The trial was cancelled. Nothing was changed.</translation>
    </message>
    <message>
        <source>Noch einmal proben</source>
        <translation>Run the trial again</translation>
    </message>
    <message>
        <source>Nichts zu tun: Der Bestand sagt schon alles, was in der Datei steht.</source>
        <translation>Nothing to do: the inventory already says everything that is in the file.</translation>
    </message>
    <message>
        <source>Nichts zu tun: Keine Zeile lässt sich übernehmen.</source>
        <translation>Nothing to do: no row can be imported.</translation>
    </message>
    <message>
        <source>Jede Zeile lässt sich übernehmen.</source>
        <translation>Every row can be taken over.</translation>
    </message>
    <message>
        <source>Hinweise ({0})</source>
        <translation>Remarks ({0})</translation>
    </message>
    <message>
        <source>Nicht in der Datei ({0})</source>
        <translation>Not in the file ({0})</translation>
    </message>
    <message>
        <source>Diese Datensätze hat der Bestand, die Datei aber nicht. Sie bleiben.</source>
        <translation>The inventory has these records, but the file does not. They stay.</translation>
    </message>
    <message>
        <source>Was der Bestand sonst noch hat, wird hier nicht aufgeführt: Die Zeilen haben keinen Schlüssel, oder der Bestand ist dafür zu groß.</source>
        <translation>What else the inventory has is not listed here: the rows have no key, or the inventory is too large for it.</translation>
    </message>
    <message>
        <source>Alles, was der Bestand von dieser Art hat, steht auch in der Datei.</source>
        <translation>Everything that the inventory has of this kind is also in the file.</translation>
    </message>
    <message>
        <source>Die ersten {0} sind aufgeführt.</source>
        <translation>The first {0} are listed.</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Fehlerdatei speichern …</source>
        <translation>Save file of errors …</translation>
    </message>
    <message>
        <source>Zeilen der Datei und was aus ihnen wird</source>
        <translation>Rows of the file and what becomes of them</translation>
    </message>
    <message>
        <source>Hinweise zu Zeilen</source>
        <translation>Remarks on rows</translation>
    </message>
    <message>
        <source>Nicht in der Datei</source>
        <translation>Not in the file</translation>
    </message>
    <message>
        <source>Hinweise</source>
        <translation>Remarks</translation>
    </message>
</context>
<context>
    <name>TrustCard</name>
    <message>
        <source>Wird übernommen …</source>
        <translation>Applying …</translation>
    </message>
    <message>
        <source>Dieses Zertifikat ist noch unbekannt</source>
        <translation>This certificate is not known yet</translation>
    </message>
    <message>
        <source>Diesem Zertifikat vertrauen …</source>
        <translation>Trust this certificate …</translation>
    </message>
    <message>
        <source>Fingerabdruck (SHA-256)</source>
        <translation>Fingerprint (SHA-256)</translation>
    </message>
    <message>
        <source>Inhaber</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Aussteller</source>
        <translation>Issuer</translation>
    </message>
    <message>
        <source>Gültig</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>Anwendung</source>
        <translation>Application</translation>
    </message>
</context>
<context>
    <name>Truths</name>
    <message>
        <source>Plan · Gebaut · Gemessen</source>
        <translation>Plan · Built · Measured</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Gebaut</source>
        <translation>Built</translation>
    </message>
    <message>
        <source>Gemessen</source>
        <translation>Measured</translation>
    </message>
    <message>
        <source>Die Angaben stimmen überein.</source>
        <translation>The details agree.</translation>
    </message>
    <message>
        <source>geplant</source>
        <translation>planned</translation>
    </message>
    <message>
        <source>ab {0}</source>
        <translation>from {0}</translation>
    </message>
    <message>
        <source>seit {0}</source>
        <translation>since {0}</translation>
    </message>
    <message>
        <source>zuerst {0}</source>
        <translation>first {0}</translation>
    </message>
    <message>
        <source>zuletzt {0}</source>
        <translation>last {0}</translation>
    </message>
    <message>
        <source>Jetzt</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Damals</source>
        <translation>Then</translation>
    </message>
    <message>
        <source>{0} von {1} Werten gut und frisch, der neueste {2} alt.</source>
        <translation>{0} of {1} values good and fresh, the newest {2} old.</translation>
    </message>
    <message>
        <source>Noch kein Wert von {1} Datenpunkten.</source>
        <translation>No value of {1} points yet.</translation>
    </message>
</context>
<context>
    <name>TwinDesk</name>
    <message>
        <source>Hier ist eine Aufzeichnung zu sehen; sie nimmt keine Daten auf.</source>
        <translation>This is a recording; no data can be added to it.</translation>
    </message>
    <message>
        <source>Dieses Profil hat keine Grundkarte; ohne sie lässt sich keine Stadt simulieren.</source>
        <translation>This profile has no base map; without one no city can be simulated.</translation>
    </message>
    <message>
        <source>Daten für den Zwilling wählen</source>
        <translation>Choose data for the twin</translation>
    </message>
    <message>
        <source>Alle Dateien (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>Ordner mit Kacheln für den Zwilling wählen</source>
        <translation>Choose a folder of tiles for the twin</translation>
    </message>
</context>
<context>
    <name>TwinKeeping</name>
    <message>
        <source>Ansicht vom {0}</source>
        <translation>View of {0}</translation>
    </message>
    <message>
        <source>Gesetzte Geräte exportieren</source>
        <translation>Export placed devices</translation>
    </message>
    <message>
        <source>Geschrieben: {0}</source>
        <translation>Written: {0}</translation>
    </message>
    <message>
        <source>Tabelle über Gebäude wählen</source>
        <translation>Choose a table about buildings</translation>
    </message>
    <message>
        <source>Tabellen (*.csv *.txt);;Alle Dateien (*)</source>
        <translation>Tables (*.csv *.txt);;All files (*)</translation>
    </message>
    <message>
        <source>„{0}“ ist verbunden. Zeilen, die zu gezeigten Gebäuden gehören: {1} von {2}.</source>
        <translation>“{0}” has been joined. Lines that belong to buildings shown: {1} of {2}.</translation>
    </message>
    <message>
        <source>Zeile {0}: {1}</source>
        <translation>Line {0}: {1}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
</context>
<context>
    <name>TwinLayersPanel</name>
    <message>
        <source>Datenpunkte</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Namen</source>
        <translation>Names</translation>
    </message>
    <message>
        <source>Gesetzte Geräte</source>
        <translation>Placed devices</translation>
    </message>
    <message>
        <source>Netze</source>
        <translation>Networks</translation>
    </message>
    <message>
        <source>Straßenfotos</source>
        <translation>Street photographs</translation>
    </message>
    <message>
        <source>Gebäude</source>
        <translation>Buildings</translation>
    </message>
    <message>
        <source>Laserscan</source>
        <translation>Laser scan</translation>
    </message>
    <message>
        <source>Veränderungen</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>Einzelne Objekte</source>
        <translation>Single objects</translation>
    </message>
    <message>
        <source>Luftbild</source>
        <translation>Aerial photograph</translation>
    </message>
    <message>
        <source>Grundkarte</source>
        <translation>Base map</translation>
    </message>
    <message>
        <source>Gelände</source>
        <translation>Terrain</translation>
    </message>
    <message>
        <source>Ebenen des Zwillings</source>
        <translation>Layers of the twin</translation>
    </message>
    <message>
        <source>Gebäude nach</source>
        <translation>Buildings by</translation>
    </message>
    <message>
        <source>Laserscan nach</source>
        <translation>Laser scan by</translation>
    </message>
    <message>
        <source>Deckkraft</source>
        <translation>Opacity</translation>
    </message>
    <message>
        <source>Deckkraft der gewählten Ebene in Prozent</source>
        <translation>Opacity of the selected layer in percent</translation>
    </message>
</context>
<context>
    <name>TwinPanels</name>
    <message>
        <source>Dafür sind noch keine Daten da.</source>
        <translation>There are no data for this yet.</translation>
    </message>
    <message>
        <source>Farben des Scanners</source>
        <translation>Colours of the scanner</translation>
    </message>
    <message>
        <source>Klasse</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>Stärke des Echos</source>
        <translation>Strength of the echo</translation>
    </message>
    <message>
        <source>Höhe</source>
        <translation>Height</translation>
    </message>
    <message>
        <source>Ebenen</source>
        <translation>Layers</translation>
    </message>
    <message>
        <source>Daten</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Gebäude</source>
        <translation>Building</translation>
    </message>
    <message>
        <source>Ansichten</source>
        <translation>Views</translation>
    </message>
    <message>
        <source>Geräte</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>Licht und Schnitt</source>
        <translation>Light and section</translation>
    </message>
    <message>
        <source>Vergleich</source>
        <translation>Comparison</translation>
    </message>
    <message>
        <source>Einzelne Objekte</source>
        <translation>Single objects</translation>
    </message>
</context>
<context>
    <name>TwinRecords</name>
    <message>
        <source>Von dieser Auswahl ist kein Ort bekannt.</source>
        <translation>No place is known of this selection.</translation>
    </message>
    <message>
        <source>Aus dem Zwilling übernommen</source>
        <translation>Added from the twin</translation>
    </message>
    <message>
        <source>Alles, was hier gesetzt wurde, steht schon im Bestand.</source>
        <translation>Everything that was placed here is in the inventory already.</translation>
    </message>
    <message>
        <source>In den Bestand übernommen: {0}</source>
        <translation>Added to the inventory: {0}</translation>
    </message>
    <message>
        <source>Bitte wählen Sie zuerst ein Gerät aus, und zwar in der Gegenwart.</source>
        <translation>Please select an asset first, and in the present.</translation>
    </message>
    <message>
        <source>Bitte klicken Sie im Bild oder im Straßenfoto dorthin, wo das Gerät ist. Esc bricht ab.</source>
        <translation>Please click in the picture or in the street photograph where the asset is. Esc cancels.</translation>
    </message>
    <message>
        <source>Der Ort des Geräts ist im Bestand gespeichert.</source>
        <translation>The place of the asset is saved in the inventory.</translation>
    </message>
    <message>
        <source>Rückgängig machen</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>TwinView</name>
    <message>
        <source>Nicht LIVE: {0}</source>
        <translation>Not LIVE: {0}</translation>
    </message>
    <message>
        <source>Für diese Stadt gibt es noch keine Straßenfotos.</source>
        <translation>There are no street photographs of this city yet.</translation>
    </message>
    <message>
        <source>Stadtmodell simuliert</source>
        <translation>City model simulated</translation>
    </message>
</context>
<context>
    <name>UnreadNotices</name>
    <message>
        <source>Dieser Zeitpunkt ließ sich nicht ganz lesen: {0}</source>
        <translation>This moment could not be read completely: {0}</translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Versionen der Regeln</source>
        <translation>Versions of the rules</translation>
    </message>
    <message>
        <source>Versionen</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Diese Version wieder in Kraft setzen …</source>
        <translation>Put this version in force again …</translation>
    </message>
    <message>
        <source>Eine Version zeigt, was sich mit ihr geändert hat; zwei gewählte (Strg) zeigen ihren Unterschied.</source>
        <translation>One version shows what changed with it; two selected ones (Ctrl) show their difference.</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Profil, ohne Änderungen</source>
        <translation>Profile, without changes</translation>
    </message>
    <message>
        <source>Das ist das Profil selbst; davor war nichts.</source>
        <translation>This is the profile itself; there was nothing before it.</translation>
    </message>
    <message>
        <source>Wählen Sie eine Version oder zwei.</source>
        <translation>Choose one version or two.</translation>
    </message>
    <message>
        <source>Von Version {old} zu {new}: {summary}</source>
        <translation>From version {old} to {new}: {summary}</translation>
    </message>
    <message>
        <source>Beide Versionen sagen dasselbe.</source>
        <translation>Both versions say the same.</translation>
    </message>
    <message>
        <source>Eine der Versionen passt nicht mehr zum Profil: {0}</source>
        <translation>One of the versions does not fit the profile any more: {0}</translation>
    </message>
</context>
<context>
    <name>VersionsModel</name>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Wann</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Wer</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Warum</source>
        <translation>Why</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Ansichten</source>
        <translation>Views</translation>
    </message>
    <message>
        <source>{0} (geändert)</source>
        <translation>{0} (changed)</translation>
    </message>
    <message>
        <source>Gespeicherte Ansicht: {0}</source>
        <translation>Saved view: {0}</translation>
    </message>
    <message>
        <source>Gespeicherte Ansichten zeigen, sichern und ordnen.</source>
        <translation>Show, save and arrange saved views.</translation>
    </message>
    <message>
        <source>Es ist noch keine Ansicht gespeichert.</source>
        <translation>No view has been saved yet.</translation>
    </message>
    <message>
        <source>Als neue Ansicht speichern …</source>
        <translation>Save as a new view …</translation>
    </message>
    <message>
        <source>Ansicht überschreiben</source>
        <translation>Overwrite view</translation>
    </message>
    <message>
        <source>Umbenennen …</source>
        <translation>Rename …</translation>
    </message>
    <message>
        <source>Nach vorn</source>
        <translation>Move forward</translation>
    </message>
    <message>
        <source>Nach hinten</source>
        <translation>Move back</translation>
    </message>
    <message>
        <source>Löschen …</source>
        <translation>Delete …</translation>
    </message>
    <message>
        <source>Ansicht speichern</source>
        <translation>Save view</translation>
    </message>
    <message>
        <source>Ansicht gespeichert</source>
        <translation>View saved</translation>
    </message>
    <message>
        <source>Ansicht überschrieben</source>
        <translation>View overwritten</translation>
    </message>
    <message>
        <source>Ansicht umbenennen</source>
        <translation>Rename view</translation>
    </message>
    <message>
        <source>Ansicht umbenannt</source>
        <translation>View renamed</translation>
    </message>
    <message>
        <source>Ansichten geordnet</source>
        <translation>Views arranged</translation>
    </message>
    <message>
        <source>Soll die Ansicht „{0}“ für alle gelöscht werden?</source>
        <translation>Delete the view “{0}” for everybody?</translation>
    </message>
    <message>
        <source>Ansicht löschen</source>
        <translation>Delete view</translation>
    </message>
    <message>
        <source>Ansicht gelöscht</source>
        <translation>View deleted</translation>
    </message>
    <message>
        <source>Name der Ansicht</source>
        <translation>Name of the view</translation>
    </message>
</context>
<context>
    <name>WaitingBar</name>
    <message>
        <source>Historie wird gelesen …</source>
        <translation>Reading the history …</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>Bitte zuerst einen Alarm oder einen Datenpunkt auswählen.</source>
        <translation>Please select an alarm or a point first.</translation>
    </message>
    <message>
        <source>Übergabe ansehen</source>
        <translation>View handover</translation>
    </message>
    <message>
        <source>Es gibt keinen Alarm, der noch nicht quittiert ist.</source>
        <translation>There is no alarm that has not been acknowledged yet.</translation>
    </message>
</context>
<context>
    <name>WebhookForm</name>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>etwa „leitungs-chat“</source>
        <translation>such as “managers-chat”</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Adresse</source>
        <translation>&amp;Address</translation>
    </message>
    <message>
        <source>&amp;Geheimnis</source>
        <translation>&amp;Secret</translation>
    </message>
    <message>
        <source>des Schlüssels</source>
        <translation>of the key</translation>
    </message>
    <message>
        <source>Geben Sie dem Webhook einen Namen.</source>
        <translation>Give the webhook a name.</translation>
    </message>
    <message>
        <source>Schreiben Sie die Adresse.</source>
        <translation>Write the address.</translation>
    </message>
    <message>
        <source>Beim Geheimnis steht nie der Schlüssel, sondern ein Verweis wie „secret:…“.</source>
        <translation>The secret never holds the key itself but a reference such as “secret:…”.</translation>
    </message>
</context>
<context>
    <name>WeekGrid</name>
    <message>
        <source>frei</source>
        <translation>free</translation>
    </message>
    <message>
        <source>geschlossen</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>Kalender des Geräts</source>
        <translation>Calendar of the asset</translation>
    </message>
    <message>
        <source>{0}. Gewählt: {1} bis {2}</source>
        <translation>{0}. Selected: {1} to {2}</translation>
    </message>
    <message>
        <source>KW {0}</source>
        <translation>Wk {0}</translation>
    </message>
    <message>
        <source>{0}. heute</source>
        <translation>{0} today</translation>
    </message>
</context>
<context>
    <name>WeekPicture</name>
    <message>
        <source>Woche der Bereitschaft</source>
        <translation>On-call week</translation>
    </message>
    <message>
        <source>Immer ist jemand da.</source>
        <translation>There is always somebody.</translation>
    </message>
</context>
<context>
    <name>WhyCard</name>
    <message>
        <source>Die Erklärung wurde abgebrochen.</source>
        <translation>The explanation was cancelled.</translation>
    </message>
    <message>
        <source>Neu erklären</source>
        <translation>Explain again</translation>
    </message>
    <message>
        <source>Seit dieser Erklärung hat sich der Alarm geändert.</source>
        <translation>The alarm has changed since this explanation.</translation>
    </message>
    <message>
        <source>Eine Verbindung hat keinen Verlauf.</source>
        <translation>A connection has no trend.</translation>
    </message>
    <message>
        <source>Ohne Datenpunkt ist kein Ort bekannt.</source>
        <translation>Without a point no place is known.</translation>
    </message>
    <message>
        <source>Ohne Alarm gibt es nichts zu kommentieren.</source>
        <translation>Without an alarm there is nothing to comment on.</translation>
    </message>
    <message>
        <source>Dazu ist in dieser Stadt nichts bekannt.</source>
        <translation>Nothing is known about this in this city.</translation>
    </message>
    <message>
        <source>Wählen Sie einen Alarm oder einen auffälligen Wert und drücken Sie F3: Hier steht dann, warum er so ist.</source>
        <translation>Choose an alarm or an abnormal value and press F3: this place then tells why it is so.</translation>
    </message>
    <message>
        <source>Die Erklärung ist in der Zwischenablage.</source>
        <translation>The explanation is on the clipboard.</translation>
    </message>
    <message>
        <source>Warum?</source>
        <translation>Why?</translation>
    </message>
</context>
<context>
    <name>WhyDesk</name>
    <message>
        <source>Bitte zuerst einen Alarm oder einen Datenpunkt auswählen.</source>
        <translation>Please select an alarm or a point first.</translation>
    </message>
</context>
<context>
    <name>WhyDialog</name>
    <message>
        <source>Warum?</source>
        <translation>Why?</translation>
    </message>
    <message>
        <source>Zum Beispiel: flatterte nachts, Messbereich geprüft</source>
        <translation>For example: chattered at night, measuring range checked</translation>
    </message>
    <message numerus="yes">
        <source>… und %n weitere</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Strg+Eingabe</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>WhyLine</name>
    <message>
        <source>Diesen Alarm zeigen</source>
        <translation>Show this alarm</translation>
    </message>
    <message>
        <source>Datenpunkt auswählen</source>
        <translation>Select point</translation>
    </message>
</context>
<context>
    <name>WindowForm</name>
    <message>
        <source>Wartungsfenster ankündigen</source>
        <translation>Announce maintenance window</translation>
    </message>
    <message>
        <source>Ankündigen</source>
        <translation>Announce</translation>
    </message>
    <message>
        <source>So lange ruft kein Alarm dieses Bereichs:</source>
        <translation>During this time no alarm of this scope calls:</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>2 h</source>
        <translation>2 h</translation>
    </message>
    <message>
        <source>4 h</source>
        <translation>4 h</translation>
    </message>
    <message>
        <source>8 h</source>
        <translation>8 h</translation>
    </message>
    <message>
        <source>1 Tag</source>
        <translation>1 day</translation>
    </message>
    <message>
        <source>Dauer {span} ab Beginn</source>
        <translation>Lasts {span} from the start</translation>
    </message>
    <message>
        <source>Abbrechen</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>&amp;Beginn</source>
        <translation>&amp;Start</translation>
    </message>
    <message>
        <source>Beginn</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>&amp;Grund</source>
        <translation>&amp;Reason</translation>
    </message>
    <message>
        <source>Grund</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>&amp;Auftrag</source>
        <translation>&amp;Work order</translation>
    </message>
    <message>
        <source>Auftrag</source>
        <translation>Work order</translation>
    </message>
    <message>
        <source>&amp;Ende</source>
        <translation>&amp;End</translation>
    </message>
    <message>
        <source>Ende</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Was getan wird, etwa „Switch tauschen“</source>
        <translation>What is done, such as “replace switch”</translation>
    </message>
    <message>
        <source>Nummer des Arbeitsauftrags</source>
        <translation>Number of the work order</translation>
    </message>
    <message>
        <source>Wählen Sie, woran gearbeitet wird.</source>
        <translation>Choose what is worked on.</translation>
    </message>
    <message>
        <source>Das Ende liegt nicht nach dem Beginn.</source>
        <translation>The end does not lie after the start.</translation>
    </message>
    <message>
        <source>Das Ende liegt in der Vergangenheit.</source>
        <translation>The end lies in the past.</translation>
    </message>
    <message>
        <source>Schreiben Sie, was getan wird.</source>
        <translation>Write what is done.</translation>
    </message>
    <message>
        <source>Nennen Sie den Arbeitsauftrag.</source>
        <translation>Give the work order.</translation>
    </message>
</context>
<context>
    <name>WishingFrame</name>
    <message>
        <source>Bitte füllen Sie dieses Feld aus.</source>
        <translation>Please fill in this field.</translation>
    </message>
</context>
<context>
    <name>WordsModel</name>
    <message>
        <source>noch offen: bitte wählen</source>
        <translation>still open: please choose</translation>
    </message>
    <message>
        <source>leer lassen</source>
        <translation>leave empty</translation>
    </message>
    <message>
        <source>Feld</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Wort der Datei</source>
        <translation>Word of the file</translation>
    </message>
    <message>
        <source>Zeilen</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>Bedeutet</source>
        <translation>Means</translation>
    </message>
</context>
<context>
    <name>Zeitzeiger</name>
    <message>
        <source>Daten gibt es erst seit {0}; gezeigt wird dieser Anfang.</source>
        <translation>There is data only since {0}; that beginning is shown.</translation>
    </message>
    <message>
        <source>Wählen Sie zuerst die Ansicht aus, die festgehalten werden soll.</source>
        <translation>First choose the view that is to be pinned.</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>von</source>
        <translation>from</translation>
    </message>
    <message>
        <source>bis</source>
        <translation>to</translation>
    </message>
    <message>
        <source>Diesen Zeitraum entfernen</source>
        <translation>Remove this time range</translation>
    </message>
</context>
<context>
    <name>_ListPart</name>
    <message>
        <source>Werte suchen</source>
        <translation>Search values</translation>
    </message>
</context>
<context>
    <name>_RangePart</name>
    <message>
        <source>ab</source>
        <translation>from</translation>
    </message>
    <message>
        <source>bis</source>
        <translation>to</translation>
    </message>
</context>
<context>
    <name>_TagsPart</name>
    <message>
        <source>Wörter mit Kommas trennen</source>
        <translation>Separate words with commas</translation>
    </message>
</context>
<context>
    <name>_TextPart</name>
    <message>
        <source>enthält</source>
        <translation>contains</translation>
    </message>
    <message>
        <source>beginnt mit</source>
        <translation>begins with</translation>
    </message>
    <message>
        <source>ist genau</source>
        <translation>is exactly</translation>
    </message>
    <message>
        <source>ist nicht</source>
        <translation>is not</translation>
    </message>
    <message>
        <source>Vergleich</source>
        <translation>Comparison</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Suchen</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Zur Gegenwart (LIVE)</source>
        <translation>Go to the present (LIVE)</translation>
    </message>
    <message>
        <source>Alarmton ausschalten</source>
        <translation>Silence the alarm sound</translation>
    </message>
    <message>
        <source>Alarmtöne …</source>
        <translation>Alarm sounds …</translation>
    </message>
    <message>
        <source>Warum?</source>
        <translation>Why?</translation>
    </message>
    <message>
        <source>Auswahl auf der Karte zeigen</source>
        <translation>Show selection on the map</translation>
    </message>
    <message>
        <source>Auswahl im Zwilling zeigen</source>
        <translation>Show the selection in the twin</translation>
    </message>
    <message>
        <source>Auswahl in Verläufen zeigen</source>
        <translation>Show selection in trends</translation>
    </message>
    <message>
        <source>Auswahl im Bestand zeigen</source>
        <translation>Show selection in the inventory</translation>
    </message>
    <message>
        <source>Auswirkung der Auswahl zeigen</source>
        <translation>Show impact of the selection</translation>
    </message>
    <message>
        <source>In den Bestand importieren …</source>
        <translation>Import into the inventory …</translation>
    </message>
    <message>
        <source>Inventur …</source>
        <translation>Stocktake …</translation>
    </message>
    <message>
        <source>Datenpunkte und Bestand zuordnen</source>
        <translation>Bind points and inventory</translation>
    </message>
    <message>
        <source>Simulierten Bestand entfernen</source>
        <translation>Remove the simulated inventory</translation>
    </message>
    <message>
        <source>Neuer Bericht …</source>
        <translation>New report …</translation>
    </message>
    <message>
        <source>Plan in ein Projekt übernehmen …</source>
        <translation>Take a plan over into a project …</translation>
    </message>
    <message>
        <source>Projekte ausgeben …</source>
        <translation>Write projects out …</translation>
    </message>
    <message>
        <source>Programm des Profils laden</source>
        <translation>Load the programme of the profile</translation>
    </message>
    <message>
        <source>Programm des Profils entfernen</source>
        <translation>Remove the programme of the profile</translation>
    </message>
    <message>
        <source>Nächster nicht quittierter Alarm</source>
        <translation>Next unacknowledged alarm</translation>
    </message>
    <message>
        <source>Notiz schreiben …</source>
        <translation>Write a note …</translation>
    </message>
    <message>
        <source>Ins Schichtbuch eintragen …</source>
        <translation>Enter in the shift logbook …</translation>
    </message>
    <message>
        <source>Vorfallkapsel sichern …</source>
        <translation>Save incident capsule …</translation>
    </message>
    <message>
        <source>Vorfallkapsel öffnen …</source>
        <translation>Open incident capsule …</translation>
    </message>
    <message>
        <source>Vollbild</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>Profil neu laden</source>
        <translation>Reload profile</translation>
    </message>
    <message>
        <source>Anordnung zurücksetzen</source>
        <translation>Reset layout</translation>
    </message>
    <message>
        <source>Meldungen</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Tastenübersicht</source>
        <translation>Keyboard overview</translation>
    </message>
    <message>
        <source>Beenden</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>Farben: hell</source>
        <translation>Colours: light</translation>
    </message>
    <message>
        <source>Farben: dunkel</source>
        <translation>Colours: dark</translation>
    </message>
    <message>
        <source>Farben: wie das System</source>
        <translation>Colours: same as the system</translation>
    </message>
    <message>
        <source>Zeit rückwärts abspielen, noch einmal schneller</source>
        <translation>Play time backwards, faster each time</translation>
    </message>
    <message>
        <source>Zeit anhalten</source>
        <translation>Pause time</translation>
    </message>
    <message>
        <source>Zeit vorwärts abspielen, noch einmal schneller</source>
        <translation>Play time forwards, faster each time</translation>
    </message>
    <message>
        <source>Einen Schritt zurück in der Zeit</source>
        <translation>One step back in time</translation>
    </message>
    <message>
        <source>Einen Schritt vor in der Zeit</source>
        <translation>One step forward in time</translation>
    </message>
    <message>
        <source>Zu einem Zeitpunkt gehen …</source>
        <translation>Go to a moment …</translation>
    </message>
    <message>
        <source>Ansicht festhalten oder der Zeit folgen lassen</source>
        <translation>Pin the view, or let it follow the time</translation>
    </message>
</context>
<context>
    <name>alarms</name>
    <message>
        <source>Dieser Alarm steht nicht mehr im Profil.</source>
        <translation>This alarm is no longer in the profile.</translation>
    </message>
    <message>
        <source>Sie sehen einen vergangenen Stand. Quittiert wird nur in der Gegenwart (Strg+L).</source>
        <translation>You are looking at a past state. Alarms can only be acknowledged in the present (Ctrl+L).</translation>
    </message>
    <message>
        <source>Die Datenerfassung antwortet nicht. Sobald sie wieder da ist, kann quittiert werden.</source>
        <translation>The collector does not answer. Once it is back, alarms can be acknowledged.</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Als CSV exportieren …</source>
        <translation>Export as CSV …</translation>
    </message>
    <message>
        <source>Nach Dringlichkeit sortieren</source>
        <translation>Sort by urgency</translation>
    </message>
    <message>
        <source>Quittieren</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <source>Quittieren mit Kommentar …</source>
        <translation>Acknowledge with comment …</translation>
    </message>
    <message>
        <source>Zurückstellen …</source>
        <translation>Shelve …</translation>
    </message>
    <message>
        <source>Außer Betrieb nehmen …</source>
        <translation>Take out of service …</translation>
    </message>
    <message>
        <source>Kommentar …</source>
        <translation>Comment …</translation>
    </message>
    <message>
        <source>Zurückstellung beenden</source>
        <translation>Unshelve</translation>
    </message>
    <message>
        <source>Wieder in Betrieb nehmen</source>
        <translation>Return to service</translation>
    </message>
    <message>
        <source>Zurücksetzen</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>Behebung bestätigen …</source>
        <translation>Confirm as resolved …</translation>
    </message>
    <message>
        <source>Quittierung zurücknehmen</source>
        <translation>Withdraw acknowledgement</translation>
    </message>
    <message>
        <source>Warum?</source>
        <translation>Why?</translation>
    </message>
    <message>
        <source>In Verläufe zeigen</source>
        <translation>Show in trends</translation>
    </message>
    <message>
        <source>Auf der Karte zeigen</source>
        <translation>Show on the map</translation>
    </message>
    <message>
        <source>Im Zwilling zeigen</source>
        <translation>Show in the twin</translation>
    </message>
    <message>
        <source>Regel bearbeiten …</source>
        <translation>Edit rule …</translation>
    </message>
    <message>
        <source>Kein Alarm passt zu diesem Filter.</source>
        <translation>No alarm matches this filter.</translation>
    </message>
    <message>
        <source>Filter zurücksetzen</source>
        <translation>Reset filter</translation>
    </message>
    <message>
        <source>Dieser Zeitpunkt ließ sich nicht ganz lesen; ob ein Alarm anstand, ist nicht bekannt.</source>
        <translation>This moment could not be read completely; it is not known whether an alarm was active.</translation>
    </message>
    <message>
        <source>Zu diesem Zeitpunkt stand kein Alarm an.</source>
        <translation>No alarm was active at this moment.</translation>
    </message>
    <message>
        <source>Die Datenerfassung antwortet nicht; ob ein Alarm ansteht, ist nicht bekannt.</source>
        <translation>The collector does not answer; whether an alarm is active is not known.</translation>
    </message>
    <message>
        <source>Verstanden</source>
        <translation>Understood</translation>
    </message>
    <message>
        <source>Dieser Zeitpunkt ließ sich nicht ganz lesen. Sie sehen die bekannten Alarme, es können Alarme fehlen.</source>
        <translation>This moment could not be read completely. You see the alarms that are known; alarms may be missing.</translation>
    </message>
    <message>
        <source>Die Datenerfassung antwortet nicht. Sie sehen die zuletzt bekannten Alarme.</source>
        <translation>The collector does not answer. You see the alarms known last.</translation>
    </message>
    <message>
        <source>Ursache bekannt, Behebung läuft</source>
        <translation>Cause known, being resolved</translation>
    </message>
    <message>
        <source>Wartung vor Ort</source>
        <translation>Maintenance on site</translation>
    </message>
    <message>
        <source>Fehlalarm, Grenzwert wird geprüft</source>
        <translation>Nuisance alarm, limit being checked</translation>
    </message>
    <message>
        <source>Baustelle im Umfeld</source>
        <translation>Roadworks nearby</translation>
    </message>
    <message>
        <source>Gerät defekt, Ersatz bestellt</source>
        <translation>Device broken, replacement ordered</translation>
    </message>
    <message>
        <source>Gerät abgebaut</source>
        <translation>Device removed</translation>
    </message>
    <message>
        <source>Umbau der Anlage</source>
        <translation>Plant being rebuilt</translation>
    </message>
    <message>
        <source>wird quittiert …</source>
        <translation>being acknowledged …</translation>
    </message>
    <message>
        <source>Quittierung wird zurückgenommen …</source>
        <translation>acknowledgement being withdrawn …</translation>
    </message>
    <message>
        <source>wird zurückgestellt …</source>
        <translation>being shelved …</translation>
    </message>
    <message>
        <source>wird zurückgeholt …</source>
        <translation>being unshelved …</translation>
    </message>
    <message>
        <source>wird außer Betrieb genommen …</source>
        <translation>being taken out of service …</translation>
    </message>
    <message>
        <source>wird in Betrieb genommen …</source>
        <translation>being returned to service …</translation>
    </message>
    <message>
        <source>wird zurückgesetzt …</source>
        <translation>being reset …</translation>
    </message>
    <message>
        <source>wird bestätigt …</source>
        <translation>being confirmed …</translation>
    </message>
    <message>
        <source>Kommentar wird gespeichert …</source>
        <translation>comment being saved …</translation>
    </message>
    <message>
        <source>nicht ausgeführt · {state}</source>
        <translation>not carried out · {state}</translation>
    </message>
    <message>
        <source>{span} (in dieser Schicht)</source>
        <translation>{span} (in this shift)</translation>
    </message>
    <message>
        <source>heute {time} Uhr</source>
        <translation>today {time}</translation>
    </message>
    <message>
        <source>morgen {time} Uhr</source>
        <translation>tomorrow {time}</translation>
    </message>
    <message>
        <source>Der Grund steht danach im Journal.</source>
        <translation>The reason is then kept in the journal.</translation>
    </message>
    <message>
        <source>Aktiv</source>
        <translation>Active</translation>
    </message>
    <message>
        <source>Außer Betrieb</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <source>Alle</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Was ansteht, was niemand quittiert hat und was noch gehalten wird.</source>
        <translation>What is active, what nobody has acknowledged and what is still latched.</translation>
    </message>
    <message>
        <source>Was jemand für eine Weile zurückgestellt hat; es kommt von selbst wieder.</source>
        <translation>What somebody has shelved for a while; it comes back by itself.</translation>
    </message>
    <message>
        <source>Was ein anderer Alarm erklärt, ein Wartungsfenster abdeckt oder der Zeitplan ausnimmt.</source>
        <translation>What another alarm explains, a maintenance window covers or the schedule leaves out.</translation>
    </message>
    <message>
        <source>Was mit einem Auftrag außer Betrieb genommen wurde, bis jemand es beendet.</source>
        <translation>What was taken out of service with a work order, until somebody ends it.</translation>
    </message>
    <message>
        <source>Alle Alarme, auch die verborgenen.</source>
        <translation>All alarms, the hidden ones too.</translation>
    </message>
    <message>
        <source>Kein Alarm steht an.</source>
        <translation>No alarm is active.</translation>
    </message>
    <message>
        <source>Kein Alarm ist zurückgestellt.</source>
        <translation>No alarm is shelved.</translation>
    </message>
    <message>
        <source>Kein Alarm ist unterdrückt.</source>
        <translation>No alarm is suppressed.</translation>
    </message>
    <message>
        <source>Kein Alarm ist außer Betrieb.</source>
        <translation>No alarm is out of service.</translation>
    </message>
    <message>
        <source>Folge</source>
        <translation>Consequence</translation>
    </message>
    <message>
        <source>Der Messwert fehlt oder taugt nichts; der Alarm bleibt, wie er zuletzt war.</source>
        <translation>The measurement is missing or of no use; the alarm stays as it was last.</translation>
    </message>
    <message>
        <source>Zurückgestellt von</source>
        <translation>Shelved by</translation>
    </message>
    <message>
        <source>Grund</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Bis</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>Außer Betrieb durch</source>
        <translation>Taken out of service by</translation>
    </message>
    <message>
        <source>Auftrag</source>
        <translation>Work order</translation>
    </message>
    <message>
        <source>Seit</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>{priority}, nicht quittiert</source>
        <translation>{priority}, unacknowledged</translation>
    </message>
    <message>
        <source>Zu tun</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Grundlage</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Ausgelöst</source>
        <translation>Raised</translation>
    </message>
    <message numerus="yes">
        <source>%n-mal</source>
        <translation>
            <numerusform>once</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message>
        <source>Aufgetreten</source>
        <translation>Occurred</translation>
    </message>
    <message>
        <source>Zurückgekehrt</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>Quittiert von</source>
        <translation>Acknowledged by</translation>
    </message>
    <message>
        <source>Priorität</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Zeit</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Datenpunkt</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Ort</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Meldung</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Wert</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Grenzwert</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Ereignis</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Kommentar</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Anzahl</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>Restzeit</source>
        <translation>Time left</translation>
    </message>
    <message>
        <source>Ursache</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>Quelle</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>alle quittiert</source>
        <translation>all acknowledged</translation>
    </message>
    <message>
        <source>Quittierung zurückgenommen</source>
        <translation>Acknowledgement withdrawn</translation>
    </message>
    <message>
        <source>Meldet sich wieder</source>
        <translation>Re-alarmed</translation>
    </message>
    <message>
        <source>Zurückgestellt</source>
        <translation>Shelved</translation>
    </message>
    <message>
        <source>Zurückstellung beendet</source>
        <translation>Unshelved</translation>
    </message>
    <message>
        <source>Unterdrückt</source>
        <translation>Suppressed</translation>
    </message>
    <message>
        <source>Unterdrückung beendet</source>
        <translation>Suppression ended</translation>
    </message>
    <message>
        <source>Außer Betrieb genommen</source>
        <translation>Taken out of service</translation>
    </message>
    <message>
        <source>Wieder in Betrieb</source>
        <translation>Returned to service</translation>
    </message>
    <message>
        <source>Zurückgesetzt</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>Behebung bestätigt</source>
        <translation>Confirmed as resolved</translation>
    </message>
    <message>
        <source>Verspätet erfahren</source>
        <translation>Learned of late</translation>
    </message>
    <message>
        <source>Benachrichtigt</source>
        <translation>Notified</translation>
    </message>
    <message>
        <source>Nicht zugestellt</source>
        <translation>Not delivered</translation>
    </message>
    <message>
        <source>von selbst</source>
        <translation>by itself</translation>
    </message>
    <message>
        <source>bis {time}</source>
        <translation>until {time}</translation>
    </message>
    <message>
        <source>Auftrag {number}</source>
        <translation>work order {number}</translation>
    </message>
    <message>
        <source>erfahren {time}</source>
        <translation>learned of {time}</translation>
    </message>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>%n Alarm(e) in {file} geschrieben.</source>
        <translation>
            <numerusform>%n alarm written to {file}.</numerusform>
            <numerusform>%n alarms written to {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ohne Gruppen</source>
        <translation>No groups</translation>
    </message>
    <message>
        <source>Nach Ort</source>
        <translation>By place</translation>
    </message>
    <message>
        <source>Nach Handlungsfeld</source>
        <translation>By field of action</translation>
    </message>
    <message>
        <source>Nach Quelle</source>
        <translation>By source</translation>
    </message>
    <message>
        <source>Nach Ursache</source>
        <translation>By cause</translation>
    </message>
    <message>
        <source>Ohne Zuordnung</source>
        <translation>Not assigned</translation>
    </message>
    <message>
        <source>zuerst</source>
        <translation>first-out</translation>
    </message>
    <message>
        <source>unter 1 min</source>
        <translation>under 1 min</translation>
    </message>
    <message>
        <source>bis zur Rückkehr</source>
        <translation>until it returns</translation>
    </message>
    <message>
        <source>endet jetzt</source>
        <translation>ends now</translation>
    </message>
    <message>
        <source>noch {span}</source>
        <translation>{span} left</translation>
    </message>
    <message>
        <source>{span}, einmalig</source>
        <translation>{span}, one-shot</translation>
    </message>
    <message>
        <source>laut Zeitplan</source>
        <translation>by schedule</translation>
    </message>
    <message>
        <source>vom Server</source>
        <translation>by the server</translation>
    </message>
    <message>
        <source>durch Alarm „{name}“</source>
        <translation>by alarm “{name}”</translation>
    </message>
    <message>
        <source>Wartungsfenster „{name}“</source>
        <translation>maintenance window “{name}”</translation>
    </message>
    <message>
        <source>Ausgelöst und zurückgekehrt</source>
        <translation>Raised and returned</translation>
    </message>
    <message>
        <source>Quittiert und zurückgesetzt</source>
        <translation>Acknowledged and reset</translation>
    </message>
    <message>
        <source>Zurückgestellt, unterdrückt, außer Betrieb</source>
        <translation>Shelved, suppressed, out of service</translation>
    </message>
    <message>
        <source>Kommentare</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>Benachrichtigungen</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Gesamte Zeit</source>
        <translation>All of the time</translation>
    </message>
    <message>
        <source>Letzte Stunde</source>
        <translation>Last hour</translation>
    </message>
    <message>
        <source>Letzte 8 Stunden</source>
        <translation>Last 8 hours</translation>
    </message>
    <message>
        <source>Letzte 24 Stunden</source>
        <translation>Last 24 hours</translation>
    </message>
    <message>
        <source>Letzte 7 Tage</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>Letzte 30 Tage</source>
        <translation>Last 30 days</translation>
    </message>
    <message numerus="yes">
        <source>%n Zeile(n) in {file} geschrieben.</source>
        <translation>
            <numerusform>%n line written to {file}.</numerusform>
            <numerusform>%n lines written to {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Quittiert</source>
        <translation>Acknowledged</translation>
    </message>
    <message>
        <source>Ins Schichtbuch eintragen …</source>
        <translation>Enter in the shift logbook …</translation>
    </message>
    <message>
        <source>vom Server beurteilt</source>
        <translation>judged by the server</translation>
    </message>
    <message>
        <source>{change} in {span}</source>
        <translation>{change} in {span}</translation>
    </message>
    <message>
        <source>Bezugswert</source>
        <translation>Reference value</translation>
    </message>
    <message>
        <source>bei „{state}“</source>
        <translation>at “{state}”</translation>
    </message>
    <message>
        <source>bei {count} Zuständen</source>
        <translation>at {count} states</translation>
    </message>
    <message>
        <source>Messwert fehlt</source>
        <translation>Measurement missing</translation>
    </message>
    <message numerus="yes">
        <source>{shown} von %n Alarm(en)</source>
        <translation>
            <numerusform>{shown} of %n alarm</numerusform>
            <numerusform>{shown} of %n alarms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Alarm(e)</source>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} nicht quittiert</source>
        <translation>{count} unacknowledged</translation>
    </message>
</context>
<context>
    <name>analysis</name>
    <message>
        <source>Tagesgang</source>
        <translation>Daily pattern</translation>
    </message>
    <message>
        <source>Einen Tagesgang gibt es für Messwerte; hier sind nur Zustände zu sehen.</source>
        <translation>There is a daily pattern for measurements; only states are shown here.</translation>
    </message>
    <message>
        <source>Uhrzeit</source>
        <translation>Time of day</translation>
    </message>
    <message>
        <source>Datenpunkt</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Einheit</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Zeichen</source>
        <translation>Signs</translation>
    </message>
    <message>
        <source>Zeitumstellung</source>
        <translation>Clock change</translation>
    </message>
    <message>
        <source>Die doppelte Stunde ist gemittelt, die fehlende leer.</source>
        <translation>The hour that came twice is averaged, the missing one is empty.</translation>
    </message>
    <message>
        <source>Zeilen</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>Stunden</source>
        <translation>hours</translation>
    </message>
    <message>
        <source>Viertelstunden</source>
        <translation>quarter hours</translation>
    </message>
    <message>
        <source>diese Stunde gab es nicht (Beginn der Sommerzeit)</source>
        <translation>this hour did not exist (summer time begins)</translation>
    </message>
    <message>
        <source>keine Werte</source>
        <translation>no values</translation>
    </message>
    <message>
        <source>diese Stunde kam zweimal (Ende der Sommerzeit), Mittel aus beiden</source>
        <translation>this hour came twice (summer time ends), mean of both</translation>
    </message>
    <message>
        <source>zu %1 bekannt</source>
        <translation>%1 known</translation>
    </message>
    <message>
        <source>Farben von %1 bis %2; einzelne Stunden liegen weit außerhalb</source>
        <translation>Colours from %1 to %2; single hours lie far outside</translation>
    </message>
    <message>
        <source>Balken: Stunde kam zweimal, gemittelt</source>
        <translation>Bar: hour came twice, averaged</translation>
    </message>
    <message>
        <source>gekreuzt: Stunde gab es nicht</source>
        <translation>crossed: hour did not exist</translation>
    </message>
    <message>
        <source>% der bekannten Zeit, in der der Wert erreicht oder überschritten war (100 % = %1)</source>
        <translation>% of the known time in which the value was reached or exceeded (100 % = %1)</translation>
    </message>
    <message>
        <source>%1 der Zeit (%2) erreicht oder überschritten:</source>
        <translation>%1 of the time (%2) reached or exceeded:</translation>
    </message>
    <message>
        <source>Dauerlinie</source>
        <translation>Duration curve</translation>
    </message>
    <message>
        <source>Anteil der Zeit (%)</source>
        <translation>Share of time (%)</translation>
    </message>
    <message>
        <source>ohne Einheit</source>
        <translation>no unit</translation>
    </message>
    <message>
        <source>Eine Dauerlinie gibt es für Messwerte; hier sind nur Zustände zu sehen.</source>
        <translation>There is a duration curve for measurements; only states are shown here.</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Mittel</source>
        <translation>Mean</translation>
    </message>
    <message>
        <source>Zeitmittel</source>
        <translation>Time mean</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Std.-Abw. s</source>
        <translation>Std dev. s</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>schlecht</source>
        <translation>bad</translation>
    </message>
    <message>
        <source>gut (Zeit)</source>
        <translation>good (time)</translation>
    </message>
    <message>
        <source>Stufe</source>
        <translation>Tier</translation>
    </message>
    <message>
        <source>In diesem Anteil der Zeit lag der Wert nicht höher.</source>
        <translation>For this share of the time the value was not higher.</translation>
    </message>
    <message>
        <source>Summe der Messwerte durch ihre Anzahl.</source>
        <translation>Sum of the samples divided by their number.</translation>
    </message>
    <message>
        <source>Jeder Wert zählt so lange, wie er galt: bis zum nächsten, höchstens bis er veraltet.</source>
        <translation>Each value counts as long as it held: until the next one, at most until it is stale.</translation>
    </message>
    <message>
        <source>Standardabweichung der Messwerte mit n − 1. Aus Mittelwerten fehlt, was sich innerhalb einer Stufe ändert.</source>
        <translation>Standard deviation of the samples with n − 1. From means it lacks what changes inside a tier&apos;s steps.</translation>
    </message>
    <message>
        <source>Die halbe Zeit lag der Wert nicht darüber.</source>
        <translation>Half of the time the value was not above this.</translation>
    </message>
    <message>
        <source>Anzahl der Messwerte, die nicht schlecht sind.</source>
        <translation>Number of samples that are not bad.</translation>
    </message>
    <message>
        <source>Anzahl der Messwerte schlechter Güte; sie zählen sonst nirgends.</source>
        <translation>Number of samples of bad quality; they count nowhere else.</translation>
    </message>
    <message>
        <source>Anteil der Zeit, zu der ein guter Wert bekannt war.</source>
        <translation>Share of the time in which a good value was known.</translation>
    </message>
    <message>
        <source>Woraus gerechnet wurde: Rohwerte, oder Mittelwerte einer Stufe.</source>
        <translation>What was computed from: raw values, or the means of a tier.</translation>
    </message>
    <message>
        <source>Kennzahlen</source>
        <translation>Statistics</translation>
    </message>
    <message>
        <source>Histogramm</source>
        <translation>Histogram</translation>
    </message>
    <message>
        <source>Anteil (%)</source>
        <translation>Share (%)</translation>
    </message>
    <message>
        <source>Dauer (h)</source>
        <translation>Duration (h)</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Anzahl</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>von</source>
        <translation>from</translation>
    </message>
    <message>
        <source>bis unter</source>
        <translation>to below</translation>
    </message>
    <message>
        <source>Gewichtung</source>
        <translation>Weighting</translation>
    </message>
    <message>
        <source>Klassen</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>automatisch</source>
        <translation>automatic</translation>
    </message>
    <message>
        <source>etwa %1</source>
        <translation>about %1</translation>
    </message>
    <message>
        <source>% der bekannten Zeit</source>
        <translation>% of the known time</translation>
    </message>
    <message>
        <source>% der Messwerte</source>
        <translation>% of the samples</translation>
    </message>
    <message>
        <source>Stadt</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Zeitraum</source>
        <translation>Range</translation>
    </message>
    <message>
        <source>Zeitzone</source>
        <translation>Time zone</translation>
    </message>
    <message>
        <source>enthält simulierte Werte</source>
        <translation>contains simulated values</translation>
    </message>
    <message>
        <source>Hinweis</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>Zusammenhang in Zahlen</source>
        <translation>Correlation in numbers</translation>
    </message>
    <message>
        <source>%1, gemittelt über %2</source>
        <translation>%1, averaged over %2</translation>
    </message>
    <message>
        <source>Pearson r</source>
        <translation>Pearson r</translation>
    </message>
    <message>
        <source>Spearman ρ</source>
        <translation>Spearman ρ</translation>
    </message>
    <message>
        <source>Bestimmtheit r²</source>
        <translation>Determination r²</translation>
    </message>
    <message>
        <source>Wertepaare n</source>
        <translation>Pairs of values n</translation>
    </message>
    <message>
        <source>davon unabhängig etwa</source>
        <translation>of these independent, about</translation>
    </message>
    <message>
        <source>Gerade</source>
        <translation>Straight line</translation>
    </message>
    <message>
        <source>r ohne Tagesgang</source>
        <translation>r without daily pattern</translation>
    </message>
    <message>
        <source>Ein Zusammenhang ist noch keine Ursache: Beide können einem Dritten folgen, etwa dem Wetter oder dem Tag.</source>
        <translation>A correlation is not a cause yet: both may follow something else, such as the weather or the day.</translation>
    </message>
    <message>
        <source>Ein Versatz lässt sich nicht bestimmen.</source>
        <translation>A lag cannot be found.</translation>
    </message>
    <message>
        <source>Am stärksten ist der Zusammenhang ohne Versatz (r = %1).</source>
        <translation>The correlation is strongest without a lag (r = %1).</translation>
    </message>
    <message>
        <source>Am stärksten ist der Zusammenhang (r = %1), wenn „%2“ um %3 auf „%4“ folgt.</source>
        <translation>The correlation is strongest (r = %1) when “%2” follows “%4” by %3.</translation>
    </message>
    <message>
        <source>Auswertung</source>
        <translation>Analysis</translation>
    </message>
    <message>
        <source>Streuung</source>
        <translation>Scatter plot</translation>
    </message>
    <message>
        <source>Für eine Streuung braucht es zwei Kurven mit Messwerten im Zeitraum.</source>
        <translation>A scatter plot needs two curves with measurements in the range.</translation>
    </message>
    <message>
        <source>In diesem Zeitraum haben die beiden nie zur selben Zeit Werte.</source>
        <translation>In this range the two never have values at the same time.</translation>
    </message>
    <message>
        <source>Zeit</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Kurve der x-Achse</source>
        <translation>Curve of the x axis</translation>
    </message>
    <message>
        <source>Kurve der y-Achse</source>
        <translation>Curve of the y axis</translation>
    </message>
    <message>
        <source>nach Zeit</source>
        <translation>by time</translation>
    </message>
    <message>
        <source>nach Messwerten</source>
        <translation>by samples</translation>
    </message>
    <message>
        <source>aus Mittelwerten</source>
        <translation>from means</translation>
    </message>
    <message>
        <source>Es sind weniger als 30 Wertepaare: Die Zahlen sagen wenig.</source>
        <translation>There are fewer than 30 pairs of values: the numbers say little.</translation>
    </message>
    <message>
        <source>Benachbarte Werte ähneln sich stark: Wirklich unabhängig sind weniger als 30 Paare.</source>
        <translation>Neighbouring values are much alike: fewer than 30 pairs are really independent.</translation>
    </message>
    <message>
        <source>r und ρ sind weit auseinander: Es gibt Ausreißer, oder der Zusammenhang ist nicht gerade.</source>
        <translation>r and ρ are far apart: there are outliers, or the correlation is not a straight line.</translation>
    </message>
    <message>
        <source>Mindestens einer der beiden ändert sich nicht: Es gibt keine Korrelation.</source>
        <translation>At least one of the two does not change: there is no correlation.</translation>
    </message>
    <message>
        <source>Der Versatz liegt am Rand dessen, was geprüft wurde; er kann größer sein.</source>
        <translation>The lag is at the edge of what was examined; it may be larger.</translation>
    </message>
    <message>
        <source>Ohne den Tagesgang, den beide haben, bleibt davon wenig übrig.</source>
        <translation>Without the daily pattern that both have, little of it is left.</translation>
    </message>
</context>
<context>
    <name>annotations</name>
    <message>
        <source>{time} geschrieben von {person}</source>
        <translation>{time} written by {person}</translation>
    </message>
    <message>
        <source>{time} gelöscht von {person}</source>
        <translation>{time} deleted by {person}</translation>
    </message>
    <message>
        <source>{time} geändert von {person}, vorher: „{text}“</source>
        <translation>{time} changed by {person}, before: “{text}”</translation>
    </message>
    <message>
        <source>{time} geändert von {person}: Zeit oder Datenpunkte</source>
        <translation>{time} changed by {person}: time or points</translation>
    </message>
    <message>
        <source>Zeit</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Notiz</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Datenpunkte</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Ort</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Von</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Geschrieben am</source>
        <translation>Written on</translation>
    </message>
    <message>
        <source>ganze Stadt</source>
        <translation>whole city</translation>
    </message>
</context>
<context>
    <name>binding</name>
    <message>
        <source>passt gut</source>
        <translation>fits well</translation>
    </message>
    <message>
        <source>passt wohl</source>
        <translation>fits probably</translation>
    </message>
    <message>
        <source>passt vielleicht</source>
        <translation>may fit</translation>
    </message>
    <message>
        <source>Nichts spricht dafür, dass beide zusammengehören.</source>
        <translation>Nothing suggests that the two belong together.</translation>
    </message>
    <message>
        <source>Gerät</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>Ort</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Punkte</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Datensatz</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Standort</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Befund</source>
        <translation>Finding</translation>
    </message>
    <message>
        <source>Passt</source>
        <translation>Fits</translation>
    </message>
    <message>
        <source>Gehört zu</source>
        <translation>Belongs to</translation>
    </message>
    <message>
        <source>Vorschläge übernehmen</source>
        <translation>Accept proposals</translation>
    </message>
    <message>
        <source>Angehakt ist, was klar zusammengehört. Wo ein anderes Paar fast genauso gut passt, entscheiden Sie.</source>
        <translation>Ticked is what clearly belongs together. Where another pair fits nearly as well, you decide.</translation>
    </message>
    <message>
        <source>Datensätze aus dem Profil anlegen</source>
        <translation>Create records from the profile</translation>
    </message>
    <message>
        <source>Die neuen Datensätze sind „vorbereitet“ und haben ihr Gerät im Profil schon. Namen lassen sich hier mit F2 ändern, alles Weitere danach im Steckbrief.</source>
        <translation>The new records are “staged” and have their device in the profile already. Names can be changed here with F2, everything else afterwards in the fact sheet.</translation>
    </message>
</context>
<context>
    <name>boards</name>
    <message>
        <source>Neues Arbeitspaket …</source>
        <translation>New work item …</translation>
    </message>
    <message>
        <source>Neues Projekt …</source>
        <translation>New project …</translation>
    </message>
    <message>
        <source>Öffnen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Verschieben nach</source>
        <translation>Move to</translation>
    </message>
    <message>
        <source>Änderungen zeigen</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>Als Tabelle kopieren</source>
        <translation>Copy as table</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Entfernen …</source>
        <translation>Remove …</translation>
    </message>
    <message>
        <source>ohne Termin</source>
        <translation>without a date</translation>
    </message>
    <message>
        <source>fertig am {0}</source>
        <translation>done on {0}</translation>
    </message>
    <message>
        <source>Ende {0}</source>
        <translation>end {0}</translation>
    </message>
    <message>
        <source>bis {0}</source>
        <translation>by {0}</translation>
    </message>
    <message>
        <source>verspätet</source>
        <translation>late</translation>
    </message>
    <message>
        <source>Blockiert: {0}</source>
        <translation>Blocked: {0}</translation>
    </message>
    <message>
        <source>Blockiert, ohne Grund</source>
        <translation>Blocked, no reason given</translation>
    </message>
    <message>
        <source>{0} von {1}</source>
        <translation>{0} of {1}</translation>
    </message>
    <message>
        <source>{0} von {1}, zu viele</source>
        <translation>{0} of {1}, too many</translation>
    </message>
    <message>
        <source>auf dem kritischen Weg</source>
        <translation>on the critical path</translation>
    </message>
    <message>
        <source>Fortschritt: {0}</source>
        <translation>Progress: {0}</translation>
    </message>
    <message>
        <source>Spätestens am {0}</source>
        <translation>No later than {0}</translation>
    </message>
    <message>
        <source>Puffer: {0} Arbeitstage</source>
        <translation>Slack: {0} working days</translation>
    </message>
    <message>
        <source>Auf dem kritischen Weg: jede Verzögerung verschiebt das Ende.</source>
        <translation>On the critical path: every delay moves the end.</translation>
    </message>
    <message>
        <source>Gegenüber dem Basisplan: {0} Arbeitstage</source>
        <translation>Against the baseline: {0} working days</translation>
    </message>
    <message>
        <source>Stand</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Projekt</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Nummer</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Zuständig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Ende</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Fortschritt</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Blockiert durch</source>
        <translation>Blocked by</translation>
    </message>
    <message>
        <source>Ampel</source>
        <translation>Status light</translation>
    </message>
</context>
<context>
    <name>budget</name>
    <message>
        <source>seit {0} vorbei</source>
        <translation>over for {0}</translation>
    </message>
    <message>
        <source>noch {0}</source>
        <translation>{0} left</translation>
    </message>
    <message>
        <source>1 Tag</source>
        <translation>1 day</translation>
    </message>
    <message>
        <source>{0} Tage</source>
        <translation>{0} days</translation>
    </message>
    <message>
        <source>Für diesen Topf ist kein Mittelabruf eingetragen.</source>
        <translation>No end of spending is recorded for this fund.</translation>
    </message>
    <message>
        <source>Mittelabruf bis {0}</source>
        <translation>Spending until {0}</translation>
    </message>
    <message>
        <source>Fördertopf</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Zuwendung</source>
        <translation>Grant</translation>
    </message>
    <message>
        <source>Eigenanteil</source>
        <translation>Own share</translation>
    </message>
    <message>
        <source>Ausgegeben</source>
        <translation>Spent</translation>
    </message>
    <message>
        <source>Von allen Projekten, auch wenn nur einige gezeigt werden.</source>
        <translation>Of all projects, even when only some are shown.</translation>
    </message>
    <message>
        <source>Noch da</source>
        <translation>Remaining</translation>
    </message>
    <message>
        <source>Zuwendung und Eigenanteil, weniger das Ausgegebene.</source>
        <translation>Grant and own share, less what was spent.</translation>
    </message>
    <message>
        <source>Zeit für den Abruf</source>
        <translation>Time left to spend</translation>
    </message>
    <message>
        <source>Welcher Teil der Zeit seit dem ersten Ansatz noch bleibt.</source>
        <translation>How much of the time since the first budget line is left.</translation>
    </message>
    <message>
        <source>Mittelabruf bis</source>
        <translation>Spending until</translation>
    </message>
    <message>
        <source>Programm</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>Jahr</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Projekt</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Zweck</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>Ansatz</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Gebunden</source>
        <translation>Committed</translation>
    </message>
    <message>
        <source>Erwartet</source>
        <translation>Forecast</translation>
    </message>
    <message>
        <source>Stand der Buchung</source>
        <translation>Booked as of</translation>
    </message>
    <message>
        <source>Abweichung</source>
        <translation>Deviation</translation>
    </message>
    <message>
        <source>Was im Haushalt dafür steht, in €.</source>
        <translation>What the budget holds for it, in €.</translation>
    </message>
    <message>
        <source>Was durch Verträge und Bestellungen gebunden ist, in €.</source>
        <translation>What is bound by contracts and orders, in €.</translation>
    </message>
    <message>
        <source>Was ausgegeben ist, in €.</source>
        <translation>What was spent, in €.</translation>
    </message>
    <message>
        <source>Was am Ende erwartet wird, in €.</source>
        <translation>What is expected in the end, in €.</translation>
    </message>
    <message>
        <source>Erwartet minus Ansatz, in €.</source>
        <translation>Forecast minus plan, in €.</translation>
    </message>
    <message>
        <source>ohne Ansatz</source>
        <translation>without a plan</translation>
    </message>
    <message>
        <source>weit darüber</source>
        <translation>far above</translation>
    </message>
    <message>
        <source>darüber</source>
        <translation>above</translation>
    </message>
    <message>
        <source>darunter</source>
        <translation>below</translation>
    </message>
</context>
<context>
    <name>calendar</name>
    <message>
        <source>Tag</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Projekt</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Stand</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Näheres</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>{0} verspätet</source>
        <translation>{0} late</translation>
    </message>
    <message>
        <source>KW</source>
        <translation>Wk</translation>
    </message>
    <message>
        <source>+ {0} weitere</source>
        <translation>+ {0} more</translation>
    </message>
    <message>
        <source>Rat</source>
        <translation>Council</translation>
    </message>
    <message>
        <source>Entscheidung</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Meilenstein</source>
        <translation>Milestone</translation>
    </message>
    <message>
        <source>Frist</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>Folgeauftrag</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>Risiko prüfen</source>
        <translation>Risk review</translation>
    </message>
    <message>
        <source>Fördermittel</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>Ampel von Hand</source>
        <translation>Light by hand</translation>
    </message>
    <message>
        <source>wird verfehlt</source>
        <translation>will be missed</translation>
    </message>
    <message>
        <source>abgelaufen</source>
        <translation>expired</translation>
    </message>
    <message>
        <source>verspätet</source>
        <translation>late</translation>
    </message>
    <message>
        <source>überfällig</source>
        <translation>overdue</translation>
    </message>
    <message>
        <source>erreicht</source>
        <translation>reached</translation>
    </message>
    <message>
        <source>entschieden</source>
        <translation>decided</translation>
    </message>
    <message>
        <source>erledigt</source>
        <translation>done</translation>
    </message>
    <message>
        <source>Mittelabruf endet</source>
        <translation>Drawing of funds ends</translation>
    </message>
    <message>
        <source>Zweckbindung endet</source>
        <translation>Commitment to the purpose ends</translation>
    </message>
    <message>
        <source>für den Rat</source>
        <translation>for the council</translation>
    </message>
    <message>
        <source>geplant am {0}</source>
        <translation>planned for {0}</translation>
    </message>
    <message>
        <source>nach dem Plan erst am {0} fertig</source>
        <translation>not done before {0} by the plan</translation>
    </message>
</context>
<context>
    <name>capsules</name>
    <message>
        <source>Eine Vorfallkapsel lässt sich nur ansehen. Was Sie ändern möchten, ändern Sie bitte in der laufenden Konsole.</source>
        <translation>An incident capsule can only be viewed. What you want to change, please change in the running console.</translation>
    </message>
    <message>
        <source>ausgewählt</source>
        <translation>selected</translation>
    </message>
    <message>
        <source>Alarm geöffnet</source>
        <translation>alarm opened</translation>
    </message>
    <message>
        <source>„Warum?“ gefragt</source>
        <translation>asked “Why?”</translation>
    </message>
    <message>
        <source>Verlauf geöffnet</source>
        <translation>trend opened</translation>
    </message>
    <message>
        <source>Ort geöffnet</source>
        <translation>place opened</translation>
    </message>
    <message>
        <source>quittiert</source>
        <translation>acknowledged</translation>
    </message>
    <message>
        <source>anders bearbeitet</source>
        <translation>handled otherwise</translation>
    </message>
    <message>
        <source>abgelehnt</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>Titel</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Vorfall</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Anlass</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Gesichert von</source>
        <translation>Saved by</translation>
    </message>
    <message>
        <source>Größe</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Datei</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Die Datei ist genau so, wie sie gesichert wurde.</source>
        <translation>The file is exactly as it was saved.</translation>
    </message>
    <message>
        <source>wird geprüft …</source>
        <translation>being checked …</translation>
    </message>
    <message>
        <source>unverändert</source>
        <translation>unchanged</translation>
    </message>
    <message>
        <source>mit Vorbehalt</source>
        <translation>with a caveat</translation>
    </message>
    <message>
        <source>nicht lesbar</source>
        <translation>not readable</translation>
    </message>
</context>
<context>
    <name>composition</name>
    <message>
        <source>Im Programm ist ein unerwarteter Fehler aufgetreten; es läuft weiter. Einzelheiten stehen in {0}.</source>
        <translation>An unexpected error occurred in the program; it goes on. Details are in {0}.</translation>
    </message>
    <message>
        <source>Die Erfassung kann nicht arbeiten: {0} Sobald das behoben ist, startet sie von selbst.</source>
        <translation>The collector cannot work: {0} Once that is mended, it starts by itself.</translation>
    </message>
    <message>
        <source>… und {0} weitere; --check nennt alle.</source>
        <translation>… and {0} more; --check names them all.</translation>
    </message>
    <message>
        <source>Das Stadtprofil enthält Fehler ({0}):</source>
        <translation>The city profile has errors ({0}):</translation>
    </message>
    <message>
        <source>Die selbst angelegten Datenpunkte enthalten Fehler und fehlen:</source>
        <translation>The points made by hand have errors and are missing:</translation>
    </message>
</context>
<context>
    <name>connections</name>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Quelle</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Protokoll</source>
        <translation>Protocol</translation>
    </message>
    <message>
        <source>Verbunden seit</source>
        <translation>Connected since</translation>
    </message>
    <message>
        <source>Versuche</source>
        <translation>Tries</translation>
    </message>
    <message>
        <source>Nachrichten/s</source>
        <translation>Messages/s</translation>
    </message>
    <message>
        <source>Werte/s</source>
        <translation>Values/s</translation>
    </message>
    <message>
        <source>Letzte Nachricht</source>
        <translation>Last message</translation>
    </message>
    <message>
        <source>Verzug</source>
        <translation>Lag</translation>
    </message>
    <message>
        <source>Speicherverzug</source>
        <translation>Storage lag</translation>
    </message>
    <message>
        <source>Abgelehnt</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>Ohne Datenpunkt</source>
        <translation>Without a point</translation>
    </message>
    <message>
        <source>Doppelt</source>
        <translation>Duplicates</translation>
    </message>
    <message>
        <source>Verspätet</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Überläufe</source>
        <translation>Overruns</translation>
    </message>
    <message>
        <source>Nachgeholt</source>
        <translation>Filled in</translation>
    </message>
    <message>
        <source>Zertifikat</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>Sicherheit</source>
        <translation>Security</translation>
    </message>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Grauer Punkt: verbunden. Ring: auf dem Weg. Violettes Kreuz: gestört.</source>
        <translation>Grey dot: connected. Ring: on the way. Violet cross: down.</translation>
    </message>
    <message>
        <source>Name der Quelle im Profil.</source>
        <translation>Name of the source in the profile.</translation>
    </message>
    <message>
        <source>Sprache der Gegenstelle.</source>
        <translation>What the other side speaks.</translation>
    </message>
    <message>
        <source>Beginn der Verbindung, die seither ohne Unterbrechung steht (Ortszeit).</source>
        <translation>Start of the connection, unbroken since then (local time).</translation>
    </message>
    <message>
        <source>Versuche seit dem letzten Erfolg, und in wie vielen Sekunden der nächste folgt.</source>
        <translation>Tries since the last success, and the seconds until the next one.</translation>
    </message>
    <message>
        <source>Nachrichten je Sekunde, Mittel der letzten 10 s.</source>
        <translation>Messages per second, mean of the last 10 s.</translation>
    </message>
    <message>
        <source>Daraus gewonnene Werte je Sekunde, Mittel der letzten 10 s.</source>
        <translation>Values per second obtained from them, mean of the last 10 s.</translation>
    </message>
    <message>
        <source>Wie lange die letzte Nachricht her ist.</source>
        <translation>How long ago the last message came.</translation>
    </message>
    <message>
        <source>Vom Zeitstempel der Quelle bis zum Empfang, Sekunden, Median.</source>
        <translation>From the time stamp of the source to receipt, seconds, median.</translation>
    </message>
    <message>
        <source>Vom Empfang bis zum Speichern auf der Platte, Sekunden, Median.</source>
        <translation>From receipt to storage on disk, seconds, median.</translation>
    </message>
    <message>
        <source>Nachrichten oder Teile, die nicht zu verstehen waren, seit Start der Erfassung.</source>
        <translation>Messages or parts that could not be understood, since the collector started.</translation>
    </message>
    <message>
        <source>Messwerte, zu denen kein Datenpunkt gehört. Unter „Durchsuchen“ lassen sie sich anlegen.</source>
        <translation>Measurements that belong to no point. Points can be made of them under “Browse”.</translation>
    </message>
    <message>
        <source>Werte, die es mit dieser Zeit schon gab.</source>
        <translation>Values that existed already with this time.</translation>
    </message>
    <message>
        <source>Werte, die älter sind als ein schon empfangener desselben Punkts.</source>
        <translation>Values older than one of the same point received before.</translation>
    </message>
    <message>
        <source>Werte, die in einer Warteschlange verworfen wurden, ehe sie ankamen.</source>
        <translation>Values that a queue dropped before they arrived.</translation>
    </message>
    <message>
        <source>Werte, die nach einer Unterbrechung aus der Quelle nachgeholt wurden.</source>
        <translation>Values fetched from the source after an interruption.</translation>
    </message>
    <message>
        <source>Ablauf des Zertifikats der Gegenstelle; ab 30 Tagen vorher in Worten.</source>
        <translation>Expiry of the other side&apos;s certificate; in words from 30 days before.</translation>
    </message>
    <message>
        <source>Verschlüsselung und Verfahren der Verbindung.</source>
        <translation>Encryption and method of the connection.</translation>
    </message>
    <message>
        <source>Womit die Erfassung verbunden ist, ohne Geheimnisse.</source>
        <translation>What the collector is connected to, without secrets.</translation>
    </message>
    <message>
        <source>Die Kennung „{0}“ gibt es im Profil schon; wählen Sie eine andere.</source>
        <translation>The id “{0}” exists in the profile already; choose another one.</translation>
    </message>
    <message>
        <source>Zwei neue Punkte heißen „{0}“; ändern Sie eine der Kennungen.</source>
        <translation>Two new points are called “{0}”; change one of the ids.</translation>
    </message>
    <message>
        <source>Diesen Knoten liest schon der Datenpunkt „{0}“; entfernen Sie die Zeile.</source>
        <translation>The point “{0}” reads this node already; remove the row.</translation>
    </message>
    <message>
        <source>Dieser Knoten steht zweimal auf der Liste; entfernen Sie einen.</source>
        <translation>This node is on the list twice; remove one.</translation>
    </message>
    <message>
        <source>Die Quelle „{0}“ steht nicht mehr im Profil.</source>
        <translation>The source “{0}” is no longer in the profile.</translation>
    </message>
    <message>
        <source>Wählen Sie das Handlungsfeld, zu dem der Punkt gehört.</source>
        <translation>Choose the field of action the point belongs to.</translation>
    </message>
    <message>
        <source>Wählen Sie einen Stadtbezirk, oder lassen Sie ihn leer.</source>
        <translation>Choose a district, or leave it empty.</translation>
    </message>
    <message>
        <source>Benennen Sie die Zustände, zum Beispiel „0 = aus; 1 = ein“.</source>
        <translation>Name the states, for example “0 = off; 1 = on”.</translation>
    </message>
    <message>
        <source>Jeder Zustand braucht einen eigenen Code und ein eigenes Wort.</source>
        <translation>Each state needs a code and a word of its own.</translation>
    </message>
    <message>
        <source>Die Einheit „{0}“ der Quelle kennt das Profil nicht; wählen Sie eine, oder ergänzen Sie sie in units.toml.</source>
        <translation>The profile does not know the unit “{0}” of the source; choose one, or add it in units.toml.</translation>
    </message>
    <message>
        <source>Wählen Sie die Einheit des Punkts.</source>
        <translation>Choose the unit of the point.</translation>
    </message>
    <message>
        <source>Prüfung</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Kennung</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Handlungsfeld</source>
        <translation>Field of action</translation>
    </message>
    <message>
        <source>Stadtbezirk</source>
        <translation>District</translation>
    </message>
    <message>
        <source>Standort</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Intervall</source>
        <translation>Interval</translation>
    </message>
    <message>
        <source>Nachkomma</source>
        <translation>Decimals</translation>
    </message>
    <message>
        <source>Zustände</source>
        <translation>States</translation>
    </message>
    <message>
        <source>Bleibt für immer: Die Geschichte des Punkts wird unter ihr aufbewahrt. Kleinbuchstaben, Ziffern, Punkt, Binde- und Unterstrich.</source>
        <translation>Stays for ever: the history of the point is kept under it. Lower-case letters, digits, dot, hyphen and underscore.</translation>
    </message>
    <message>
        <source>Messwert (stetig), Zähler (wächst nur) oder Zustand (benannte Codes).</source>
        <translation>Measurement (continuous), counter (only grows) or state (named codes).</translation>
    </message>
    <message>
        <source>Leer, wenn der Punkt zur ganzen Stadt gehört.</source>
        <translation>Empty when the point belongs to the whole city.</translation>
    </message>
    <message>
        <source>Erwartete Zeit zwischen zwei Werten in Sekunden; daran wird gemessen, ob ein Wert veraltet ist.</source>
        <translation>Expected time between two values in seconds; it decides when a value is stale.</translation>
    </message>
    <message>
        <source>Stellen nach dem Komma auf dem Bildschirm, 0 bis 9.</source>
        <translation>Decimal places on the screen, 0 to 9.</translation>
    </message>
    <message>
        <source>Nur für Zustände: „0 = aus; 1 = ein“. Sendet die Quelle Wörter, steht das Wort in eckigen Klammern: „1 = lädt [Charging]“.</source>
        <translation>Only for states: “0 = off; 1 = on”. Where the source sends words, the word stands in square brackets: “1 = charging [Charging]”.</translation>
    </message>
    <message>
        <source>Messwert</source>
        <translation>Measurement</translation>
    </message>
    <message>
        <source>Zähler</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>Angelegt.</source>
        <translation>Created.</translation>
    </message>
    <message>
        <source>Bereit zum Anlegen.</source>
        <translation>Ready to be created.</translation>
    </message>
    <message>
        <source>wartet …</source>
        <translation>waiting …</translation>
    </message>
    <message>
        <source>noch nichts gehört</source>
        <translation>nothing heard yet</translation>
    </message>
    <message>
        <source>jetzt</source>
        <translation>now</translation>
    </message>
    <message>
        <source>in {0}</source>
        <translation>in {0}</translation>
    </message>
    <message>
        <source>abgelaufen am {0}</source>
        <translation>expired on {0}</translation>
    </message>
    <message numerus="yes">
        <source>läuft in %n Tag(en) ab</source>
        <translation>
            <numerusform>expires in %n day</numerusform>
            <numerusform>expires in %n days</numerusform>
        </translation>
    </message>
    <message>
        <source>bis {0}</source>
        <translation>until {0}</translation>
    </message>
    <message>
        <source>Von dieser Quelle ist noch nichts gemeldet. Bitte warten Sie einen Augenblick.</source>
        <translation>Nothing has been reported by this source yet. Please wait a moment.</translation>
    </message>
    <message>
        <source>Vergleichen Sie den Fingerabdruck mit dem, den der Betreiber der Gegenstelle nennt. Stimmt er überein, vertrauen Sie dem Zertifikat.</source>
        <translation>Compare the fingerprint with the one named by whoever runs the other side. If they agree, trust the certificate.</translation>
    </message>
    <message>
        <source>Es wird von selbst weiter versucht{0}; Sie müssen nichts tun.</source>
        <translation>Further tries follow by themselves{0}; you need not do anything.</translation>
    </message>
    <message>
        <source>, das nächste Mal {0}</source>
        <translation>, the next one {0}</translation>
    </message>
    <message>
        <source>Die Quelle ist angehalten. „Jetzt verbinden“ nimmt sie wieder auf.</source>
        <translation>The source is stopped. “Connect now” resumes it.</translation>
    </message>
    <message>
        <source>Die Verbindung wird aufgebaut. Bitte warten Sie einen Augenblick.</source>
        <translation>The connection is being made. Please wait a moment.</translation>
    </message>
    <message>
        <source>Alles in Ordnung; es ist nichts zu tun.</source>
        <translation>All is well; there is nothing to do.</translation>
    </message>
    <message>
        <source>Werte kommen an, aber nicht alle. Unter „Rohnachrichten“ steht, was abgelehnt wurde.</source>
        <translation>Values arrive, but not all of them. “Raw messages” shows what was rejected.</translation>
    </message>
    <message>
        <source>Von selbst wird nicht mehr versucht. Beheben Sie die Ursache und drücken Sie dann „Jetzt verbinden“.</source>
        <translation>There are no further tries by themselves. Remove the cause, then press “Connect now”.</translation>
    </message>
    <message>
        <source>Empfangen</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Thema oder Knoten</source>
        <translation>Topic or node</translation>
    </message>
    <message>
        <source>Größe</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Werte</source>
        <translation>Values</translation>
    </message>
    <message>
        <source>Ergebnis</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>abgelehnt: {0}</source>
        <translation>rejected: {0}</translation>
    </message>
    <message>
        <source>verstanden</source>
        <translation>understood</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Wert</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Die Punkte stehen in der Datei, aber das Profil wurde nicht übernommen: {0}</source>
        <translation>The points are in the file, but the profile was not taken over: {0}</translation>
    </message>
    <message>
        <source>Die Punkte stehen in der Datei; die Erfassung liest sie, sobald sie wieder da ist. {0}</source>
        <translation>The points are in the file; the collector reads them once it is back. {0}</translation>
    </message>
    <message>
        <source>Einheit</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Datenpunkt</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>wird geladen …</source>
        <translation>loading …</translation>
    </message>
    <message>
        <source>Hier gibt es nichts.</source>
        <translation>There is nothing here.</translation>
    </message>
    <message>
        <source>vorhanden</source>
        <translation>exists</translation>
    </message>
    <message>
        <source>Format: {0}</source>
        <translation>Format: {0}</translation>
    </message>
</context>
<context>
    <name>decisions</name>
    <message>
        <source>seit 1 Tag überfällig</source>
        <translation>overdue for 1 day</translation>
    </message>
    <message>
        <source>seit {0} Tagen überfällig</source>
        <translation>overdue for {0} days</translation>
    </message>
    <message>
        <source>✓ erledigt am {0}</source>
        <translation>✓ done on {0}</translation>
    </message>
    <message>
        <source>bis {0}</source>
        <translation>by {0}</translation>
    </message>
    <message>
        <source>offen</source>
        <translation>open</translation>
    </message>
    <message>
        <source>Fällig am</source>
        <translation>Due on</translation>
    </message>
    <message>
        <source>Stand</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Gegenstand</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Gremium</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Vorlage</source>
        <translation>Council paper</translation>
    </message>
    <message>
        <source>Projekt</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Entschieden am</source>
        <translation>Decided on</translation>
    </message>
    <message>
        <source>Was daraus folgt</source>
        <translation>What follows from it</translation>
    </message>
    <message>
        <source>Wer es erledigt</source>
        <translation>Who does it</translation>
    </message>
</context>
<context>
    <name>drills</name>
    <message>
        <source>In der Übung geht nichts nach außen: Weder Geräte noch Regeln noch Quellen lassen sich ändern. Alarme können Sie bearbeiten wie sonst.</source>
        <translation>Nothing goes out during a drill: neither devices nor rules nor sources can be changed. You can handle alarms as usual.</translation>
    </message>
</context>
<context>
    <name>due</name>
    <message>
        <source>Entscheidung</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Folgeauftrag</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>Risikoprüfung</source>
        <translation>Risk review</translation>
    </message>
    <message>
        <source>Arbeitspaket</source>
        <translation>Work item</translation>
    </message>
    <message>
        <source>Meilenstein</source>
        <translation>Milestone</translation>
    </message>
    <message>
        <source>Ampel von Hand</source>
        <translation>Light by hand</translation>
    </message>
    <message>
        <source>Fördertopf</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Überfällig</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Diese Woche</source>
        <translation>This week</translation>
    </message>
    <message>
        <source>Diesen Monat</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>Später</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Ohne Termin</source>
        <translation>Without a date</translation>
    </message>
    <message>
        <source>Gewicht: hoch</source>
        <translation>Weight: high</translation>
    </message>
    <message>
        <source>Gewicht: mittel</source>
        <translation>Weight: medium</translation>
    </message>
    <message>
        <source>Gewicht: niedrig</source>
        <translation>Weight: low</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Was zu tun ist</source>
        <translation>What is to be done</translation>
    </message>
    <message>
        <source>Fällig am</source>
        <translation>Due on</translation>
    </message>
    <message>
        <source>Projekt</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Rolle</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
</context>
<context>
    <name>evidence</name>
    <message>
        <source>{0} über „{1}“</source>
        <translation>{0} through “{1}”</translation>
    </message>
    <message>
        <source>verfehlt</source>
        <translation>missed</translation>
    </message>
    <message>
        <source>erfüllt</source>
        <translation>fulfilled</translation>
    </message>
    <message>
        <source>noch offen</source>
        <translation>still open</translation>
    </message>
    <message>
        <source>nicht belegt</source>
        <translation>not proved</translation>
    </message>
    <message>
        <source>Abfrage fehlerhaft</source>
        <translation>faulty query</translation>
    </message>
    <message>
        <source>ohne Ziel</source>
        <translation>without target</translation>
    </message>
    <message>
        <source>mindestens {0}</source>
        <translation>at least {0}</translation>
    </message>
    <message>
        <source>höchstens {0}</source>
        <translation>at most {0}</translation>
    </message>
    <message>
        <source>unter 1 h</source>
        <translation>less than 1 h</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>1 Tag</source>
        <translation>1 day</translation>
    </message>
    <message>
        <source>{0} Tage</source>
        <translation>{0} days</translation>
    </message>
</context>
<context>
    <name>exporting</name>
    <message>
        <source>Es bleibt nichts weg.</source>
        <translation>Nothing is left out.</translation>
    </message>
    <message numerus="yes">
        <source>%n Datensatz/Datensätze</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message>
        <source>Excel (XLSX)</source>
        <translation>Excel (XLSX)</translation>
    </message>
    <message>
        <source>Text mit Strichpunkten (CSV)</source>
        <translation>Text with semicolons (CSV)</translation>
    </message>
    <message>
        <source>PDF, barrierefrei</source>
        <translation>PDF, accessible</translation>
    </message>
    <message>
        <source>GeoPackage (GIS)</source>
        <translation>GeoPackage (GIS)</translation>
    </message>
    <message>
        <source>GeoJSON (Karten im Netz)</source>
        <translation>GeoJSON (maps on the web)</translation>
    </message>
    <message>
        <source>öffentlich</source>
        <translation>public</translation>
    </message>
    <message>
        <source>intern</source>
        <translation>internal</translation>
    </message>
    <message>
        <source>eingeschränkt</source>
        <translation>restricted</translation>
    </message>
    <message>
        <source>Für alle, etwa für Presse oder offene Daten: Die Datei enthält nur Datensätze und Felder, die als öffentlich gekennzeichnet sind. Trassen und Kabel erscheinen nur als gerade Linien zwischen Kilometerfeldern.</source>
        <translation>For everybody, such as the press or open data: the file contains only records and fields that are marked as public. Routes and cables appear only as straight lines between squares of one kilometre.</translation>
    </message>
    <message>
        <source>Für die Verwaltung: ohne eingeschränkte Datensätze und Felder wie MAC-Adressen. Der Verlauf von Trassen und Kabeln ist auf Felder von 100 m vergröbert.</source>
        <translation>For the administration: without restricted records, and without fields such as MAC addresses. The course of routes and cables is coarsened to squares of 100 m.</translation>
    </message>
    <message>
        <source>Alles, auch der genaue Verlauf der Netze und geschützte Angaben. Geben Sie die Datei nur an Personen weiter, die das wissen müssen (TKG § 148).</source>
        <translation>Everything, including the exact course of the networks and protected details. Please pass the file on only to people who need to know this (TKG § 148).</translation>
    </message>
</context>
<context>
    <name>findings</name>
    <message>
        <source>nicht mehr vorhanden</source>
        <translation>no longer there</translation>
    </message>
    <message>
        <source>Gemeldet am {0}</source>
        <translation>Reported on {0}</translation>
    </message>
    <message>
        <source>Zurückgestellt bis {0}</source>
        <translation>Shelved until {0}</translation>
    </message>
    <message>
        <source>Simulation: Der Befund ist erfunden.</source>
        <translation>Simulation: the finding is made up.</translation>
    </message>
    <message>
        <source>Es gibt einen Vorschlag zum Übernehmen.</source>
        <translation>There is a proposal to accept.</translation>
    </message>
    <message>
        <source>Gewicht</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Befund</source>
        <translation>Finding</translation>
    </message>
    <message>
        <source>Betrifft</source>
        <translation>Concerns</translation>
    </message>
    <message>
        <source>Alter</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Zugewiesen an</source>
        <translation>Assigned to</translation>
    </message>
</context>
<context>
    <name>formulas</name>
    <message>
        <source>Zeitgewichtetes Mittel der letzten Zeitspanne.</source>
        <translation>Time-weighted mean of the last span of time.</translation>
    </message>
    <message>
        <source>Kleinster Wert der letzten Zeitspanne.</source>
        <translation>Smallest value of the last span of time.</translation>
    </message>
    <message>
        <source>Größter Wert der letzten Zeitspanne.</source>
        <translation>Largest value of the last span of time.</translation>
    </message>
    <message>
        <source>Änderung je s, min, h oder d; ohne Angabe je h.</source>
        <translation>Change per s, min, h or d; per h if none is given.</translation>
    </message>
    <message>
        <source>Was ein Zähler gezählt hat, auch über Lücken und einen Neubeginn bei 0 hinweg; ab wann, wie bei summe.</source>
        <translation>What a counter counted, also across gaps and a new beginning at 0; since when, as for cumulative.</translation>
    </message>
    <message>
        <source>Anteil der letzten Zeitspanne in einem Zustand (%), oder Stunden ab Beginn von Fenster, Tag, Woche, Monat oder Jahr. Statt des Zustands geht eine Bedingung.</source>
        <translation>Share of the last span of time in a state (%), or hours since the window, day, week, month or year began. A condition serves instead of a state.</translation>
    </message>
    <message>
        <source>Werte von früher; 1 d sind immer 24 Stunden.</source>
        <translation>Values from earlier; 1 d is always 24 hours.</translation>
    </message>
    <message>
        <source>Der zweite Wert, wo die Bedingung stimmt, sonst der dritte.</source>
        <translation>The second value where the condition holds, else the third.</translation>
    </message>
    <message>
        <source>Setzt in Lücken einen anderen Wert ein.</source>
        <translation>Puts another value into gaps.</translation>
    </message>
    <message>
        <source>Mittel mehrerer Datenpunkte im selben Augenblick.</source>
        <translation>Mean of several points at the same moment.</translation>
    </message>
    <message>
        <source>Fläche unter der Kurve, aus kW werden kWh: ab Beginn des Fensters, ab Beginn von Tag, Woche, Monat oder Jahr, oder über die letzte Zeitspanne. Lücken zählen nicht mit.</source>
        <translation>Area under the curve, kW become kWh: since the window began, since the day, week, month or year began, or over the last span of time. Gaps do not count.</translation>
    </message>
    <message>
        <source>Größter Wert mehrerer Datenpunkte im selben Augenblick.</source>
        <translation>Greatest value of several points at the same moment.</translation>
    </message>
    <message>
        <source>Kleinster Wert mehrerer Datenpunkte im selben Augenblick.</source>
        <translation>Least value of several points at the same moment.</translation>
    </message>
    <message>
        <source>Wert ohne Vorzeichen.</source>
        <translation>Value without its sign.</translation>
    </message>
    <message>
        <source>Quadratwurzel.</source>
        <translation>Square root.</translation>
    </message>
    <message>
        <source>Logarithmus zur Basis 10.</source>
        <translation>Logarithm to base 10.</translation>
    </message>
    <message>
        <source>Natürlicher Logarithmus.</source>
        <translation>Natural logarithm.</translation>
    </message>
    <message>
        <source>Exponentialfunktion.</source>
        <translation>Exponential function.</translation>
    </message>
    <message>
        <source>Datenpunkte und andere Formeln stehen in eckigen Klammern. „[“ öffnet die Suche nach Namen; Datenpunkte lassen sich auch hereinziehen.</source>
        <translation>Points and other formulas stand in square brackets. “[” opens the search by name; points can be dragged in too.</translation>
    </message>
    <message>
        <source>Rechenzeichen: + - * / ** ( ), Vergleiche &lt; &lt;= &gt; &gt;= == != und die Wörter und, oder, nicht. Stimmt ein Vergleich, ist er 1, sonst 0.</source>
        <translation>Operators: + - * / ** ( ), comparisons &lt; &lt;= &gt; &gt;= == != and the words and, or, not. A comparison that holds is 1, else 0.</translation>
    </message>
    <message>
        <source>Zahlen haben einen Dezimalpunkt und dürfen eine Einheit tragen: 0.5 kW, 40 µg/m³, 15 min. Ohne Einheit gelten sie in der des Nachbarn: [NO₂] &gt; 40.</source>
        <translation>Numbers have a decimal point and may carry a unit: 0.5 kW, 40 µg/m³, 15 min. Without one they take that of their neighbour: [NO₂] &gt; 40.</translation>
    </message>
    <message>
        <source>Einheiten werden geprüft und umgerechnet: kWh + MWh geht, µg/m³ + kW nicht. Aus kWh je h werden kW.</source>
        <translation>Units are checked and converted: kWh + MWh works, µg/m³ + kW does not. kWh per h become kW.</translation>
    </message>
    <message>
        <source>°C, dB(A) und dBm sind keine Mengen: Ihre Differenz (K, dB) lässt sich weiterrechnen, ihre Summe hat keinen Sinn. Das Mittel mehrerer gibt durchschnitt.</source>
        <translation>°C, dB(A) and dBm are no amounts: their difference (K, dB) can be computed with, their sum makes no sense. The mean of several is given by average.</translation>
    </message>
    <message>
        <source>Werte gelten, bis der nächste kommt, höchstens aber, bis sie veraltet sind; danach ist auch im Ergebnis eine Lücke. Schlechte Werte machen das Ergebnis schlecht.</source>
        <translation>Values hold until the next one comes, but no longer than until they are stale; then there is a gap in the result too. Bad values make the result bad.</translation>
    </message>
    <message>
        <source>Lange Zeiträume werden aus Mitteln über Minuten oder Viertelstunden gerechnet. Kürzere Spitzen zeigt dann nur eine Formel mit einem einzigen Datenpunkt.</source>
        <translation>Long ranges are computed from means over minutes or quarter hours. Only a formula of a single point then shows shorter peaks.</translation>
    </message>
    <message>
        <source>So werden Formeln geschrieben</source>
        <translation>How formulas are written</translation>
    </message>
    <message>
        <source>Funktionen</source>
        <translation>Functions</translation>
    </message>
    <message>
        <source>Eingabe übernimmt, Esc verwirft, Entf entfernt die gewählte Zeile, Strg+Z nimmt zurück.</source>
        <translation>Enter applies, Esc discards, Del removes the selected row, Ctrl+Z undoes.</translation>
    </message>
    <message>
        <source>Gleitendes Mittel über eine Stunde</source>
        <translation>Rolling mean over an hour</translation>
    </message>
    <message>
        <source>Unterschied zweier Orte</source>
        <translation>Difference between two places</translation>
    </message>
    <message>
        <source>Energie seit Beginn des Tages</source>
        <translation>Energy since the day began</translation>
    </message>
    <message>
        <source>Zeit in einem Zustand</source>
        <translation>Time in a state</translation>
    </message>
</context>
<context>
    <name>gantt</name>
    <message>
        <source>Fortschritt</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>kritischer Weg</source>
        <translation>critical path</translation>
    </message>
    <message>
        <source>Puffer</source>
        <translation>Slack</translation>
    </message>
    <message>
        <source>Basisplan</source>
        <translation>Baseline</translation>
    </message>
    <message>
        <source>Meilenstein</source>
        <translation>Milestone</translation>
    </message>
    <message>
        <source>Frist</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>Frist verfehlt</source>
        <translation>Deadline missed</translation>
    </message>
    <message>
        <source>P50/P80 (simuliert)</source>
        <translation>P50/P80 (simulated)</translation>
    </message>
    <message>
        <source>Stichtag</source>
        <translation>Reference day</translation>
    </message>
    <message>
        <source>Ende–Anfang (FS)</source>
        <translation>Finish–start (FS)</translation>
    </message>
    <message>
        <source>Anfang–Anfang (SS)</source>
        <translation>Start–start (SS)</translation>
    </message>
    <message>
        <source>Ende–Ende (FF)</source>
        <translation>Finish–finish (FF)</translation>
    </message>
    <message>
        <source>Anfang–Ende (SF)</source>
        <translation>Start–finish (SF)</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Als erledigt melden</source>
        <translation>Mark as done</translation>
    </message>
    <message>
        <source>Als erreicht melden</source>
        <translation>Mark as reached</translation>
    </message>
    <message>
        <source>Neues Arbeitspaket …</source>
        <translation>New work item …</translation>
    </message>
    <message>
        <source>Neuer Meilenstein …</source>
        <translation>New milestone …</translation>
    </message>
    <message>
        <source>Verlauf</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Tabelle kopieren</source>
        <translation>Copy table</translation>
    </message>
    <message>
        <source>Entfernen …</source>
        <translation>Remove …</translation>
    </message>
    <message>
        <source>wartet auf „{0}“</source>
        <translation>waits for “{0}”</translation>
    </message>
    <message>
        <source>vor „{0}“</source>
        <translation>before “{0}”</translation>
    </message>
    <message>
        <source>Abstand ändern …</source>
        <translation>Change lag …</translation>
    </message>
    <message>
        <source>Abhängigkeit entfernen</source>
        <translation>Remove dependency</translation>
    </message>
    <message>
        <source>Abstand</source>
        <translation>Lag</translation>
    </message>
    <message>
        <source>Arbeitstage zwischen beiden; weniger als 0 lässt sie überlappen:</source>
        <translation>Working days between the two; less than 0 lets them overlap:</translation>
    </message>
    <message>
        <source> {0} AT</source>
        <translation> {0} wd</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Beginn</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Ende</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Seite {0} von {1} · Stand {2}</source>
        <translation>Page {0} of {1} · as of {2}</translation>
    </message>
    <message>
        <source>Die Termine eines Projekts sind die seiner Arbeitspakete.</source>
        <translation>The dates of a project are those of its work items.</translation>
    </message>
    <message>
        <source>Dieses Arbeitspaket hat Teile; bitte verschieben Sie die Teile.</source>
        <translation>This work item has parts; please move the parts.</translation>
    </message>
    <message>
        <source>Das ist abgeschlossen; seine Tage stehen fest.</source>
        <translation>This is finished; its days are fixed.</translation>
    </message>
    <message>
        <source>Termin verschoben</source>
        <translation>Date moved</translation>
    </message>
    <message>
        <source>Das Projekt beginnt erst am {0}.</source>
        <translation>The project does not start before {0}.</translation>
    </message>
    <message>
        <source>Geplant am: {0} → {1}</source>
        <translation>Planned on: {0} → {1}</translation>
    </message>
    <message>
        <source>Der Meilenstein selbst folgt dem, worauf er wartet.</source>
        <translation>The milestone itself follows what it waits for.</translation>
    </message>
    <message>
        <source>Dauer geändert</source>
        <translation>Duration changed</translation>
    </message>
    <message>
        <source>Abhängig sind Arbeitspakete und Meilensteine, nicht ganze Projekte.</source>
        <translation>Dependencies join work items and milestones, not whole projects.</translation>
    </message>
    <message>
        <source>„{0}“ wartet schon auf „{1}“; im Menü lässt sich die Art ändern.</source>
        <translation>“{0}” already waits for “{1}”; its type can be changed in the menu.</translation>
    </message>
    <message>
        <source>Abhängigkeit gezogen</source>
        <translation>Dependency drawn</translation>
    </message>
    <message>
        <source>Als erledigt gemeldet</source>
        <translation>Marked as done</translation>
    </message>
    <message>
        <source>Abhängigkeit geändert</source>
        <translation>Dependency changed</translation>
    </message>
    <message>
        <source>Abhängigkeit entfernt</source>
        <translation>Dependency removed</translation>
    </message>
    <message>
        <source>Basisplan festgehalten</source>
        <translation>Baseline kept</translation>
    </message>
    <message>
        <source>Das ergäbe einen Kreis: {0}. Nichts kann vor sich selbst kommen.</source>
        <translation>That would close a ring: {0}. Nothing can come before itself.</translation>
    </message>
    <message>
        <source>Verschiebt auch {0}:</source>
        <translation>Also moves {0}:</translation>
    </message>
    <message>
        <source>und {0} weitere</source>
        <translation>and {0} more</translation>
    </message>
    <message>
        <source>Das hat schon begonnen; sein Beginn steht fest. Ziehen Sie am rechten Rand, um die Dauer zu ändern.</source>
        <translation>This has already started; its start is fixed. Drag its right edge to change the duration.</translation>
    </message>
    <message>
        <source>So früh geht es nicht: frühestens am {0}.</source>
        <translation>That is too early: {0} at the earliest.</translation>
    </message>
    <message>
        <source>Davor liegt „{0}“: frühestens am {1}.</source>
        <translation>“{0}” comes before it: {1} at the earliest.</translation>
    </message>
    <message>
        <source>Diese Dauer ist nicht möglich.</source>
        <translation>This duration is not possible.</translation>
    </message>
    <message>
        <source>{0}: unverändert</source>
        <translation>{0}: unchanged</translation>
    </message>
    <message>
        <source>Tage</source>
        <translation>days</translation>
    </message>
    <message>
        <source>Wochen</source>
        <translation>Weeks</translation>
    </message>
    <message>
        <source>Monate</source>
        <translation>Months</translation>
    </message>
    <message>
        <source>Quartale</source>
        <translation>Quarters</translation>
    </message>
    <message>
        <source>Jahre</source>
        <translation>Years</translation>
    </message>
    <message>
        <source>KW {0}</source>
        <translation>W {0}</translation>
    </message>
    <message>
        <source>{0}. Quartal</source>
        <translation>Quarter {0}</translation>
    </message>
    <message>
        <source>Q{0}</source>
        <translation>Q{0}</translation>
    </message>
    <message>
        <source>„{0}“</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>1 Arbeitstag</source>
        <translation>1 working day</translation>
    </message>
    <message>
        <source>{0} Arbeitstage</source>
        <translation>{0} working days</translation>
    </message>
    <message>
        <source>Simuliert, 2.000 Durchläufe: {0} in jedem zweiten, {1} in vier von fünf</source>
        <translation>Simulated, 2,000 runs: {0} in every second one, {1} in four of five</translation>
    </message>
    <message>
        <source>Noch ohne Termin</source>
        <translation>No date yet</translation>
    </message>
    <message>
        <source>Fortschritt: {0}</source>
        <translation>Progress: {0}</translation>
    </message>
    <message>
        <source>Abgeschlossen</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>Auf dem kritischen Weg: jede Verzögerung verschiebt das Ende</source>
        <translation>On the critical path: any delay moves the end</translation>
    </message>
    <message>
        <source>Puffer: {0}, ohne anderes zu verschieben: {1}</source>
        <translation>Slack: {0}, without moving anything else: {1}</translation>
    </message>
    <message>
        <source>Die Termine sind die seiner Teile</source>
        <translation>Its dates are those of its parts</translation>
    </message>
    <message>
        <source>{1} beginnt erst, wenn {0} fertig ist.</source>
        <translation>{1} begins only when {0} is finished.</translation>
    </message>
    <message>
        <source>{1} beginnt nicht vor dem Beginn von {0}.</source>
        <translation>{1} does not begin before {0} begins.</translation>
    </message>
    <message>
        <source>{1} endet nicht vor dem Ende von {0}.</source>
        <translation>{1} does not end before {0} ends.</translation>
    </message>
    <message>
        <source>{1} endet nicht vor dem Beginn von {0}.</source>
        <translation>{1} does not end before {0} begins.</translation>
    </message>
    <message>
        <source>Abstand: {0}</source>
        <translation>Lag: {0}</translation>
    </message>
    <message>
        <source>Auf dem kritischen Weg</source>
        <translation>On the critical path</translation>
    </message>
    <message>
        <source>Puffer: {0}. Eine Frist wird verfehlt.</source>
        <translation>Slack: {0}. A deadline is missed.</translation>
    </message>
    <message>
        <source>Puffer: {0}. Die Frist bis {1} wird verfehlt.</source>
        <translation>Slack: {0}. The deadline of {1} is missed.</translation>
    </message>
    <message>
        <source>Puffer: {0}. Was danach kommt, verfehlt seine Frist: {1} bis {2}.</source>
        <translation>Slack: {0}. What comes after it misses its deadline: {1} by {2}.</translation>
    </message>
    <message>
        <source>Puffer: {0}. Was danach kommt, verfehlt seine Frist: {1} bis {2} im Projekt {3}.</source>
        <translation>Slack: {0}. What comes after it misses its deadline: {1} by {2} in project {3}.</translation>
    </message>
    <message>
        <source>Frist: {0}</source>
        <translation>Deadline: {0}</translation>
    </message>
    <message>
        <source>Frist: {0}, wird verfehlt</source>
        <translation>Deadline: {0}, will be missed</translation>
    </message>
    <message>
        <source>Basisplan: {0}, eingehalten</source>
        <translation>Baseline: {0}, kept</translation>
    </message>
    <message>
        <source>Basisplan: {0}, {1} später</source>
        <translation>Baseline: {0}, {1} later</translation>
    </message>
    <message>
        <source>Basisplan: {0}, {1} früher</source>
        <translation>Baseline: {0}, {1} earlier</translation>
    </message>
</context>
<context>
    <name>handover</name>
    <message>
        <source>Schichtübergabe: {0}</source>
        <translation>Shift handover: {0}</translation>
    </message>
    <message>
        <source>Bemerkung</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>Es gibt nichts Besonderes zu übergeben.</source>
        <translation>There is nothing special to hand over.</translation>
    </message>
    <message>
        <source>Stand {0}, {1}</source>
        <translation>As of {0}, {1}</translation>
    </message>
    <message>
        <source>seit {0}</source>
        <translation>since {0}</translation>
    </message>
    <message>
        <source>bis {0}</source>
        <translation>until {0}</translation>
    </message>
    <message>
        <source>Priorität</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Seit</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Bis</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>Von</source>
        <translation>By</translation>
    </message>
    <message>
        <source>Kommentar</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Alarme, die niemand quittiert hat</source>
        <translation>Alarms that nobody has acknowledged</translation>
    </message>
    <message>
        <source>Quittierte Alarme, die noch anstehen</source>
        <translation>Acknowledged alarms that are still active</translation>
    </message>
    <message>
        <source>Gehaltene Alarme, die auf ihr Rücksetzen warten</source>
        <translation>Latched alarms that are waiting to be reset</translation>
    </message>
    <message>
        <source>Zurückgestellt, läuft bis zum Ende der nächsten Schicht ab</source>
        <translation>Shelved, expires before the next shift ends</translation>
    </message>
    <message>
        <source>Zurückgestellt, läuft später ab</source>
        <translation>Shelved, expires later</translation>
    </message>
    <message>
        <source>Außer Betrieb</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <source>Wartungsfenster</source>
        <translation>Maintenance windows</translation>
    </message>
    <message>
        <source>Geänderte Grenzwerte</source>
        <translation>Changed limits</translation>
    </message>
    <message>
        <source>Alarme, die in dieser Schicht oft kamen</source>
        <translation>Alarms that came often in this shift</translation>
    </message>
    <message>
        <source>Schichtbuch: noch zu erledigen</source>
        <translation>Shift logbook: still to be done</translation>
    </message>
    <message>
        <source>Schichtbuch: diese Schicht</source>
        <translation>Shift logbook: this shift</translation>
    </message>
    <message>
        <source>Notizen</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>{0} mal in dieser Schicht</source>
        <translation>{0} times in this shift</translation>
    </message>
    <message>
        <source>Grenzwert aufgehoben</source>
        <translation>limit lifted</translation>
    </message>
    <message>
        <source>neuer Grenzwert {0}</source>
        <translation>new limit {0}</translation>
    </message>
    <message>
        <source>{0} mal</source>
        <translation>{0} times</translation>
    </message>
    <message>
        <source>noch {0}</source>
        <translation>{0} left</translation>
    </message>
    <message>
        <source>keine</source>
        <translation>none</translation>
    </message>
    <message>
        <source>Abgegeben von {person}, {time}</source>
        <translation>Handed over by {person}, {time}</translation>
    </message>
    <message>
        <source>Übernommen von {person}, {time}</source>
        <translation>Taken over by {person}, {time}</translation>
    </message>
    <message>
        <source>noch nicht vorbereitet</source>
        <translation>not prepared yet</translation>
    </message>
    <message>
        <source>abgegeben und übernommen</source>
        <translation>handed over and taken over</translation>
    </message>
    <message>
        <source>wartet auf die Übernahme</source>
        <translation>waiting to be taken over</translation>
    </message>
    <message>
        <source>Entwurf</source>
        <translation>draft</translation>
    </message>
    <message>
        <source>Alarme ausgelöst</source>
        <translation>Alarms raised</translation>
    </message>
    <message>
        <source>quittiert</source>
        <translation>acknowledged</translation>
    </message>
    <message>
        <source>am Ende nicht quittiert</source>
        <translation>not acknowledged at the end</translation>
    </message>
    <message>
        <source>zurückgestellt</source>
        <translation>shelved</translation>
    </message>
    <message>
        <source>Alarmfluten</source>
        <translation>alarm floods</translation>
    </message>
    <message>
        <source>Quittiert nach (Median)</source>
        <translation>acknowledged after (median)</translation>
    </message>
    <message>
        <source>Neun von zehn nach</source>
        <translation>nine of ten within</translation>
    </message>
</context>
<context>
    <name>heat</name>
    <message>
        <source>pünktlich</source>
        <translation>on time</translation>
    </message>
    <message>
        <source>{0} Tag</source>
        <translation>{0} day</translation>
    </message>
    <message>
        <source>{0} Tage</source>
        <translation>{0} days</translation>
    </message>
    <message>
        <source>verspätet</source>
        <translation>late</translation>
    </message>
    <message>
        <source>weicht ab</source>
        <translation>differs</translation>
    </message>
    <message>
        <source>Simulation</source>
        <translation>Simulation</translation>
    </message>
    <message>
        <source>Von Hand gesetzt, gilt bis {0}.</source>
        <translation>Set by hand, valid until {0}.</translation>
    </message>
    <message>
        <source>Gerechnet: {0}
Gemeldet: {1}</source>
        <translation>Computed: {0}
Reported: {1}</translation>
    </message>
    <message>
        <source>Geplant: {0}</source>
        <translation>Planned: {0}</translation>
    </message>
    <message>
        <source>Erwartet: {0}</source>
        <translation>Expected: {0}</translation>
    </message>
    <message>
        <source>Verzug: {0}</source>
        <translation>Delay: {0}</translation>
    </message>
    <message>
        <source>Vereinbartes Ende: {0}</source>
        <translation>Agreed end: {0}</translation>
    </message>
    <message>
        <source>Erwartetes Ende: {0}</source>
        <translation>Expected end: {0}</translation>
    </message>
    <message>
        <source>Für dieses Projekt gibt es noch keinen Haushaltsansatz.</source>
        <translation>There is no budget line for this project yet.</translation>
    </message>
    <message>
        <source>Ansatz: {0}
Gebunden: {1}
Ausgegeben: {2}
Erwartet: {3}</source>
        <translation>Budgeted: {0}
Committed: {1}
Spent: {2}
Expected: {3}</translation>
    </message>
    <message>
        <source>Dieses Projekt ist erfunden, damit es etwas zu zeigen gibt.</source>
        <translation>This project is made up so that there is something to show.</translation>
    </message>
    <message>
        <source>Nummer</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Projekt</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Ampel</source>
        <translation>Status light</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Trend</translation>
    </message>
    <message>
        <source>Grund der Ampel</source>
        <translation>Reason for the light</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Fortschritt</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Gemeldet</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>Nächster Meilenstein</source>
        <translation>Next milestone</translation>
    </message>
    <message>
        <source>Verzug</source>
        <translation>Delay</translation>
    </message>
    <message>
        <source>Erwartetes Ende</source>
        <translation>Expected end</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Größtes Risiko</source>
        <translation>Greatest risk</translation>
    </message>
    <message>
        <source>Nachweis</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Welle</source>
        <translation>Wave</translation>
    </message>
    <message>
        <source>Handlungsfeld</source>
        <translation>Field of action</translation>
    </message>
    <message>
        <source>Federführung</source>
        <translation>Lead organisation</translation>
    </message>
    <message>
        <source>Herkunft</source>
        <translation>Origin</translation>
    </message>
    <message>
        <source>Die Ampel nach den Regeln, verglichen mit der vor 90 Tagen.</source>
        <translation>The light by the rules, compared with that of 90 days ago.</translation>
    </message>
    <message>
        <source>Aus den Arbeitspaketen gerechnet, in %. Der Strich zeigt, was gemeldet ist.</source>
        <translation>Computed from the work items, in %. The tick shows what was reported.</translation>
    </message>
    <message>
        <source>Von Hand gemeldeter Fortschritt in %.</source>
        <translation>Progress reported by hand, in %.</translation>
    </message>
    <message>
        <source>Erwartetes Ende gegen vereinbartes Ende, in Tagen.</source>
        <translation>Expected end against agreed end, in days.</translation>
    </message>
    <message>
        <source>Ausgegeben als Anteil am Ansatz, in %. Heller: gebunden, noch nicht ausgegeben.</source>
        <translation>Spent as a share of what was budgeted, in %. Lighter: committed, not spent yet.</translation>
    </message>
    <message>
        <source>Eintrittswahrscheinlichkeit mal Auswirkung, 1 bis 25, und wie es heißt.</source>
        <translation>Probability times impact, 1 to 25, and what it is called.</translation>
    </message>
    <message>
        <source>Ob das Gemeldete vom Nachweis abweicht.</source>
        <translation>Whether what was reported differs from the evidence.</translation>
    </message>
    <message>
        <source>Neues Arbeitspaket …</source>
        <translation>New work item …</translation>
    </message>
    <message>
        <source>Neuer Meilenstein …</source>
        <translation>New milestone …</translation>
    </message>
    <message>
        <source>Neues Risiko …</source>
        <translation>New risk …</translation>
    </message>
    <message>
        <source>Neue Entscheidung …</source>
        <translation>New decision …</translation>
    </message>
    <message>
        <source>Neuer Haushaltsansatz …</source>
        <translation>New budget line …</translation>
    </message>
    <message>
        <source>Neue Kennzahl …</source>
        <translation>New key figure …</translation>
    </message>
    <message>
        <source>Neue Wirkung …</source>
        <translation>New effect …</translation>
    </message>
    <message>
        <source>Neues Dokument …</source>
        <translation>New document …</translation>
    </message>
    <message>
        <source>Nächster Schritt</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>Neu für dieses Projekt</source>
        <translation>New for this project</translation>
    </message>
    <message>
        <source>Öffnen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Bearbeiten …</source>
        <translation>Edit …</translation>
    </message>
    <message>
        <source>Neues Projekt …</source>
        <translation>New project …</translation>
    </message>
    <message>
        <source>Ampel von Hand setzen …</source>
        <translation>Set light by hand …</translation>
    </message>
    <message>
        <source>Ampel von Hand aufheben</source>
        <translation>Remove light set by hand</translation>
    </message>
    <message>
        <source>Änderungen zeigen</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>Als Tabelle kopieren</source>
        <translation>Copy as table</translation>
    </message>
    <message>
        <source>Exportieren …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Entfernen …</source>
        <translation>Remove …</translation>
    </message>
    <message>
        <source>Ohne Handlungsfeld</source>
        <translation>Without field of action</translation>
    </message>
    <message>
        <source>Ohne Federführung</source>
        <translation>Without a lead organisation</translation>
    </message>
    <message>
        <source>Ohne Welle</source>
        <translation>Without a wave</translation>
    </message>
</context>
<context>
    <name>importing</name>
    <message>
        <source>Mehrere Dateien auf einmal lassen sich nur bei Gerätetypen (YAML) und Geräteinventaren (JSON) lesen. Bitte wählen Sie die Tabellen einzeln.</source>
        <translation>Several files at once can be read for device types (YAML) and device inventories (JSON) only. Please choose tables one by one.</translation>
    </message>
</context>
<context>
    <name>inspector</name>
    <message>
        <source>Die Datenerfassung antwortet nicht.</source>
        <translation>The collector does not answer.</translation>
    </message>
    <message>
        <source>Die Quelle liefert nicht: {state}.</source>
        <translation>The source does not deliver: {state}.</translation>
    </message>
    <message>
        <source>Bisher ist kein Wert gekommen.</source>
        <translation>No value has come so far.</translation>
    </message>
    <message>
        <source>Seit dem letzten Wert fehlen Daten.</source>
        <translation>Data are missing since the last value.</translation>
    </message>
    <message>
        <source>Seit {age} kam kein neuer Wert; üblich ist einer alle {interval}.</source>
        <translation>No new value for {age}; usually one comes every {interval}.</translation>
    </message>
    <message>
        <source>ab {date}</source>
        <translation>from {date}</translation>
    </message>
    <message>
        <source>Datenpunkt</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Kennung</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Wert</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Einheit</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Güte</source>
        <translation>Quality</translation>
    </message>
    <message>
        <source>Gemessen</source>
        <translation>Measured</translation>
    </message>
</context>
<context>
    <name>interchange</name>
    <message>
        <source>wird neu</source>
        <translation>will be new</translation>
    </message>
    <message>
        <source>bleibt, wie es ist</source>
        <translation>stays as it is</translation>
    </message>
    <message>
        <source>Geändert</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Neu</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Im Plan nicht mehr enthalten</source>
        <translation>No longer in the plan</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Feld</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Vorher</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Nachher</source>
        <translation>After</translation>
    </message>
    <message>
        <source>Stelle</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Wert</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Grund</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Vorschlag</source>
        <translation>Proposal</translation>
    </message>
</context>
<context>
    <name>inventory_card</name>
    <message>
        <source>angelegt</source>
        <translation>created</translation>
    </message>
    <message>
        <source>geändert</source>
        <translation>changed</translation>
    </message>
    <message>
        <source>entfernt</source>
        <translation>removed</translation>
    </message>
    <message>
        <source>Mehrfachbearbeitung</source>
        <translation>edited together</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>rückgängig gemacht</source>
        <translation>undone</translation>
    </message>
    <message>
        <source>wiederhergestellt</source>
        <translation>redone</translation>
    </message>
    <message>
        <source>Inventur</source>
        <translation>Stocktake</translation>
    </message>
    <message>
        <source>gemessen</source>
        <translation>measured</translation>
    </message>
    <message>
        <source>Ausleihe</source>
        <translation>Lending</translation>
    </message>
    <message>
        <source>erzeugt</source>
        <translation>generated</translation>
    </message>
    <message>
        <source>nicht mehr vorhanden</source>
        <translation>no longer there</translation>
    </message>
</context>
<context>
    <name>inventory_editing</name>
    <message>
        <source>Datenpunkt</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Objekt im Zwilling</source>
        <translation>Object in the twin</translation>
    </message>
</context>
<context>
    <name>inventory_fields</name>
    <message>
        <source>ja</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>nein</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Fläche, {0} Punkte</source>
        <translation>Area, {0} points</translation>
    </message>
    <message>
        <source>Flächen, {0} Punkte</source>
        <translation>Areas, {0} points</translation>
    </message>
    <message>
        <source>Linie, {0} Punkte</source>
        <translation>Line, {0} points</translation>
    </message>
    <message>
        <source>Linien, {0} Punkte</source>
        <translation>Lines, {0} points</translation>
    </message>
    <message>
        <source>{0} Einträge</source>
        <translation>{0} entries</translation>
    </message>
</context>
<context>
    <name>inventory_table</name>
    <message>
        <source>{0} Werte</source>
        <translation>{0} values</translation>
    </message>
    <message>
        <source>leer</source>
        <translation>empty</translation>
    </message>
    <message>
        <source>nicht {0}</source>
        <translation>not {0}</translation>
    </message>
    <message>
        <source>enthält „{0}“</source>
        <translation>contains “{0}”</translation>
    </message>
    <message>
        <source>beginnt mit „{0}“</source>
        <translation>begins with “{0}”</translation>
    </message>
    <message>
        <source>ab {0}</source>
        <translation>from {0}</translation>
    </message>
    <message>
        <source>bis {0}</source>
        <translation>until {0}</translation>
    </message>
    <message>
        <source>ausgefüllt</source>
        <translation>filled in</translation>
    </message>
    <message>
        <source>in {0}</source>
        <translation>in {0}</translation>
    </message>
</context>
<context>
    <name>inventory_tree</name>
    <message>
        <source>Geräte</source>
        <translation>Assets</translation>
    </message>
    <message>
        <source>Standorte</source>
        <translation>Sites</translation>
    </message>
    <message>
        <source>Netze</source>
        <translation>Networks</translation>
    </message>
    <message>
        <source>Verträge und Lizenzen</source>
        <translation>Contracts and licences</translation>
    </message>
    <message>
        <source>Ausleihe</source>
        <translation>Loan</translation>
    </message>
    <message>
        <source>Befunde</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>Projekte</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>Notizen und Einrichtung</source>
        <translation>Notes and settings</translation>
    </message>
    <message>
        <source>Ohne Stadtbezirk</source>
        <translation>Without a district</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>Liste filtern</source>
        <translation>Filter list</translation>
    </message>
    <message>
        <source>Eingabe</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Gewählte Datenpunkte in Verläufen zeigen</source>
        <translation>Show the selected points in trends</translation>
    </message>
    <message>
        <source>Gruppe zu- oder aufklappen</source>
        <translation>Fold or unfold a group</translation>
    </message>
    <message>
        <source>Gewählte Zeilen kopieren</source>
        <translation>Copy the selected rows</translation>
    </message>
    <message>
        <source>Im Verlauf zurück und wieder vor</source>
        <translation>Back and forward through what you looked at in trends</translation>
    </message>
    <message>
        <source>Filter leeren, Fenster schließen</source>
        <translation>Clear filter, close window</translation>
    </message>
</context>
<context>
    <name>kpi_pane</name>
    <message>
        <source>✓ erreicht</source>
        <translation>✓ reached</translation>
    </message>
    <message>
        <source>Kennzahl</source>
        <translation>Key figure</translation>
    </message>
    <message>
        <source>Wert</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Trend</translation>
    </message>
    <message>
        <source>Die letzten beiden Werte nach gleicher Methode.</source>
        <translation>The last two values by the same method.</translation>
    </message>
    <message>
        <source>Weg zum Ziel</source>
        <translation>Progress to target</translation>
    </message>
    <message>
        <source>Anteil des Weges vom Ausgangswert zum Ziel, in %.</source>
        <translation>Share of the way from the start value to the target, in %.</translation>
    </message>
    <message>
        <source>Alter</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Ziel</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Gemessen, gemeldet, geschätzt oder amtlich.</source>
        <translation>Measured, reported, estimated or official.</translation>
    </message>
    <message>
        <source>Nachweis</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Ob das Gemeldete zu dem passt, was jetzt gemessen wird.</source>
        <translation>Whether what was reported fits what is measured now.</translation>
    </message>
    <message>
        <source>Projekt</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Untere Grenze</source>
        <translation>Lower bound</translation>
    </message>
    <message>
        <source>Obere Grenze</source>
        <translation>Upper bound</translation>
    </message>
    <message>
        <source>Methodenwechsel</source>
        <translation>Change of method</translation>
    </message>
    <message>
        <source>Quelle</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Wirkung</source>
        <translation>Effect</translation>
    </message>
    <message>
        <source>Vorher</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Nachher</source>
        <translation>After</translation>
    </message>
    <message>
        <source>Unterschied</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>nicht vergleichbar</source>
        <translation>not comparable</translation>
    </message>
    <message>
        <source>heute</source>
        <translation>today</translation>
    </message>
    <message>
        <source>Ziel {0}</source>
        <translation>Target {0}</translation>
    </message>
    <message>
        <source>Ausgangswert</source>
        <translation>Start value</translation>
    </message>
    <message>
        <source>jetzt gemessen</source>
        <translation>measured now</translation>
    </message>
    <message>
        <source>Prognose</source>
        <translation>Forecast</translation>
    </message>
    <message>
        <source>besser</source>
        <translation>better</translation>
    </message>
    <message>
        <source>schlechter</source>
        <translation>worse</translation>
    </message>
    <message>
        <source>gleich</source>
        <translation>same</translation>
    </message>
    <message>
        <source>Es gibt keine zwei Werte nach gleicher Methode.</source>
        <translation>There are no two values by the same method.</translation>
    </message>
    <message>
        <source>{0} gegenüber dem Wert davor; besser ist {1}.</source>
        <translation>{0} against the value before; better is {1}.</translation>
    </message>
    <message>
        <source>Für diese Kennzahl ist kein Ziel gesetzt.</source>
        <translation>No target is set for this key figure.</translation>
    </message>
    <message>
        <source>Ausgangswert {0}, jetzt {1}, Ziel {2}</source>
        <translation>Start value {0}, now {1}, target {2}</translation>
    </message>
    <message>
        <source>Ausgangswert {0}, jetzt {1}, Ziel {2} bis {3}</source>
        <translation>Start value {0}, now {1}, target {2} by {3}</translation>
    </message>
    <message>
        <source>Seit dem Ausgangswert hat sich die Methode geändert.</source>
        <translation>The method has changed since the start value.</translation>
    </message>
    <message>
        <source>ohne Wert</source>
        <translation>without a value</translation>
    </message>
    <message>
        <source>von heute</source>
        <translation>of today</translation>
    </message>
    <message>
        <source>von gestern</source>
        <translation>of yesterday</translation>
    </message>
    <message>
        <source>vor {0} Tagen</source>
        <translation>{0} days ago</translation>
    </message>
    <message>
        <source>veraltet, {0}</source>
        <translation>stale, {0}</translation>
    </message>
    <message>
        <source>weicht ab</source>
        <translation>differs</translation>
    </message>
    <message>
        <source>stimmt überein</source>
        <translation>agrees</translation>
    </message>
    <message>
        <source>Gemeldet {0}, jetzt gemessen {1}.</source>
        <translation>Reported {0}, measured now {1}.</translation>
    </message>
    <message>
        <source>Grenzen: {0} bis {1}</source>
        <translation>Bounds: {0} to {1}</translation>
    </message>
    <message>
        <source>Methode geändert: {0}</source>
        <translation>Method changed: {0}</translation>
    </message>
    <message>
        <source>Geht es so weiter ({0} im Jahr), sind es am {1} rund {2}.</source>
        <translation>If it goes on like this ({0} a year), it will be about {2} on {1}.</translation>
    </message>
    <message>
        <source>Im Jahr ändert sich der Wert um {0}.</source>
        <translation>The value changes by {0} a year.</translation>
    </message>
    <message>
        <source>Bis zum Tag des Ziels reicht die Prognose nicht.</source>
        <translation>The forecast does not reach as far as the day of the target.</translation>
    </message>
    <message>
        <source>Das Ziel wird so nicht erreicht.</source>
        <translation>The target will not be reached like this.</translation>
    </message>
    <message>
        <source>Das Ziel wird so um den {0} erreicht.</source>
        <translation>The target will be reached around {0}.</translation>
    </message>
    <message>
        <source>Das Ziel wird so erst um den {0} erreicht.</source>
        <translation>The target will only be reached around {0}.</translation>
    </message>
</context>
<context>
    <name>kpis</name>
    <message>
        <source>Meldungen je 10 min, Anteil der bemannten Zeit</source>
        <translation>Alarms per 10 min, share of the staffed time</translation>
    </message>
    <message>
        <source>Das Mittel verbirgt Fluten, die Verteilung nicht.</source>
        <translation>The mean hides floods, the distribution does not.</translation>
    </message>
    <message>
        <source>Meldungen nach Priorität</source>
        <translation>Alarms by priority</translation>
    </message>
    <message>
        <source>Strich: Ziel 5 / 15 / 80 % (EEMUA 191), kritisch unter 1 %</source>
        <translation>Line: target 5 / 15 / 80 % (EEMUA 191), critical below 1 %</translation>
    </message>
    <message>
        <source>Bis zur Quittierung: Median · 90 %</source>
        <translation>Until acknowledged: median · 90 %</translation>
    </message>
    <message>
        <source>In bemannter Zeit; nicht quittiert: {count}</source>
        <translation>In staffed time; not acknowledged: {count}</translation>
    </message>
    <message>
        <source>90 % in {duration}</source>
        <translation>90 % in {duration}</translation>
    </message>
    <message>
        <source>unterdrückt {suppressed}, außer Betrieb {removed}</source>
        <translation>suppressed {suppressed}, out of service {removed}</translation>
    </message>
    <message>
        <source>Kennzahl</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>Wert</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Urteil</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>Ziel</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>Handeln ab</source>
        <translation>Act from</translation>
    </message>
    <message>
        <source>Quelle</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Beginn</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Meldungen</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>Besetzung</source>
        <translation>Staffing</translation>
    </message>
    <message>
        <source>bemannt</source>
        <translation>staffed</translation>
    </message>
    <message>
        <source>unbemannt</source>
        <translation>unstaffed</translation>
    </message>
    <message>
        <source>Meldungen je zehn Minuten</source>
        <translation>Alarms per ten minutes</translation>
    </message>
    <message>
        <source>Meldungen je 10 min</source>
        <translation>Alarms per 10 min</translation>
    </message>
    <message>
        <source>schraffiert: unbemannt · Balken oben: Flut</source>
        <translation>hatched: unstaffed · bar at the top: flood</translation>
    </message>
    <message numerus="yes">
        <source>%n Meldung(en)</source>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
    <message>
        <source>Flut: {calls} Meldungen in {duration}</source>
        <translation>Flood: {calls} alarms in {duration}</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Priorität</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Anteil</source>
        <translation>Share</translation>
    </message>
    <message>
        <source>In 1 min</source>
        <translation>In 1 min</translation>
    </message>
    <message>
        <source>In 1 h</source>
        <translation>In 1 h</translation>
    </message>
    <message>
        <source>Bis 60 s</source>
        <translation>≤ 60 s</translation>
    </message>
    <message>
        <source>Längste</source>
        <translation>Longest</translation>
    </message>
    <message>
        <source>Vorschlag</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>Anteil an allen Meldungen des Zeitraums, in Prozent.</source>
        <translation>Share of all annunciations in the range, in per cent.</translation>
    </message>
    <message>
        <source>Wie oft er in seiner schlimmsten Minute kam.</source>
        <translation>How often it came in its worst minute.</translation>
    </message>
    <message>
        <source>Wie oft er in seiner schlimmsten Stunde kam.</source>
        <translation>How often it came in its worst hour.</translation>
    </message>
    <message>
        <source>Wie oft er nach höchstens 60 Sekunden vorbei war.</source>
        <translation>How often it was over after 60 seconds at most.</translation>
    </message>
    <message>
        <source>Wie lange er am längsten anstand.</source>
        <translation>How long it was active at the longest.</translation>
    </message>
    <message>
        <source>Ende</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Dauer</source>
        <translation>Duration</translation>
    </message>
    <message>
        <source>Seine Regel gibt es nicht mehr.</source>
        <translation>Its rule does not exist any more.</translation>
    </message>
    <message>
        <source>{duration}, steht an</source>
        <translation>{duration}, active</translation>
    </message>
    <message>
        <source>Eingabetaste: zum Beginn der Flut gehen</source>
        <translation>Enter: go to the start of the flood</translation>
    </message>
    <message>
        <source>Schicht</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>24 Stunden</source>
        <translation>24 hours</translation>
    </message>
    <message>
        <source>7 Tage</source>
        <translation>7 days</translation>
    </message>
    <message>
        <source>30 Tage</source>
        <translation>30 days</translation>
    </message>
    <message>
        <source>Spitze in 10 min</source>
        <translation>Peak in 10 min</translation>
    </message>
    <message>
        <source>Meldungen je Stunde</source>
        <translation>Alarms per hour</translation>
    </message>
    <message>
        <source>Spitze in einer Stunde</source>
        <translation>Peak in an hour</translation>
    </message>
    <message>
        <source>Meldungen je Tag</source>
        <translation>Alarms per day</translation>
    </message>
    <message>
        <source>Alarmfluten</source>
        <translation>Alarm floods</translation>
    </message>
    <message>
        <source>Zeit in Fluten</source>
        <translation>Time in flood</translation>
    </message>
    <message>
        <source>Anstehende Alarme</source>
        <translation>Standing alarms</translation>
    </message>
    <message>
        <source>Länger als 24 h</source>
        <translation>Longer than 24 h</translation>
    </message>
    <message>
        <source>Flatternde Alarme</source>
        <translation>Chattering alarms</translation>
    </message>
    <message>
        <source>Flüchtige Meldungen</source>
        <translation>Fleeting alarms</translation>
    </message>
    <message>
        <source>Anteil der häufigsten zehn</source>
        <translation>Share of the top ten</translation>
    </message>
    <message>
        <source>Kritisch und hoch</source>
        <translation>Critical and high</translation>
    </message>
    <message>
        <source>Mittel</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Niedrig</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>Bis zur Quittierung</source>
        <translation>Until acknowledged</translation>
    </message>
    <message>
        <source>Quittierung, 90 %</source>
        <translation>Acknowledged, 90 %</translation>
    </message>
    <message>
        <source>Nicht quittiert</source>
        <translation>Unacknowledged</translation>
    </message>
    <message>
        <source>Zurückgestellt</source>
        <translation>Shelved</translation>
    </message>
    <message>
        <source>Unterdrückt</source>
        <translation>Suppressed</translation>
    </message>
    <message>
        <source>Außer Betrieb</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <source>Zurückstellungen</source>
        <translation>Shelvings</translation>
    </message>
    <message>
        <source>Verspätete Verletzungen</source>
        <translation>Late violations</translation>
    </message>
    <message>
        <source>Mittel der Meldungen je zehn bemannte Minuten.</source>
        <translation>Mean of the alarms annunciated per ten staffed minutes.</translation>
    </message>
    <message>
        <source>Die meisten Meldungen in irgendwelchen zehn Minuten, bemannt.</source>
        <translation>The most alarms annunciated in any ten minutes, staffed.</translation>
    </message>
    <message>
        <source>Mittel der Meldungen je bemannte Stunde.</source>
        <translation>Mean of the alarms annunciated per staffed hour.</translation>
    </message>
    <message>
        <source>Die meisten Meldungen in irgendeiner Stunde, bemannt.</source>
        <translation>The most alarms annunciated in any hour, staffed.</translation>
    </message>
    <message>
        <source>Mittel der Meldungen je 24 bemannte Stunden.</source>
        <translation>Mean of the alarms annunciated per 24 staffed hours.</translation>
    </message>
    <message>
        <source>Fluten in bemannter Zeit: mehr als zehn Meldungen in zehn Minuten, bis es weniger als fünf sind.</source>
        <translation>Floods in staffed time: more than ten alarms in ten minutes, until there are fewer than five.</translation>
    </message>
    <message>
        <source>Anteil der bemannten Zeit, in der eine Flut lief.</source>
        <translation>Share of the staffed time in which there was a flood.</translation>
    </message>
    <message>
        <source>Alarme, die am Ende des Zeitraums anstehen und nicht zurückgestellt sind.</source>
        <translation>Alarms that are active at the end of the range and not shelved.</translation>
    </message>
    <message>
        <source>Alarme, die im Zeitraum länger als 24 Stunden anstanden.</source>
        <translation>Alarms that were active for longer than 24 hours in the range (stale).</translation>
    </message>
    <message>
        <source>Alarme, die innerhalb einer Minute dreimal oder innerhalb einer Stunde mehr als fünfmal kamen.</source>
        <translation>Alarms that came three times within a minute, or more than five times within an hour.</translation>
    </message>
    <message>
        <source>Anteil der Meldungen, die nach höchstens einer Minute vorbei waren.</source>
        <translation>Share of the annunciations that were over after a minute at most.</translation>
    </message>
    <message>
        <source>Anteil der zehn häufigsten Alarme an allen Meldungen.</source>
        <translation>Share of the ten most frequent alarms in all annunciations.</translation>
    </message>
    <message>
        <source>Anteil der Meldungen mit Priorität Kritisch oder Hoch.</source>
        <translation>Share of the annunciations with priority critical or high.</translation>
    </message>
    <message>
        <source>Anteil der Meldungen mit Priorität Mittel.</source>
        <translation>Share of the annunciations with priority medium.</translation>
    </message>
    <message>
        <source>Anteil der Meldungen mit Priorität Niedrig.</source>
        <translation>Share of the annunciations with priority low.</translation>
    </message>
    <message>
        <source>Bemannte Zeit von der Meldung bis zur Quittierung, Median.</source>
        <translation>Staffed time from annunciation to acknowledgement, median.</translation>
    </message>
    <message>
        <source>Bemannte Zeit, in der neun von zehn Meldungen quittiert waren.</source>
        <translation>Staffed time within which nine of ten annunciations were acknowledged.</translation>
    </message>
    <message>
        <source>Meldungen des Zeitraums, die an seinem Ende niemand quittiert hat.</source>
        <translation>Annunciations of the range that nobody has acknowledged at its end.</translation>
    </message>
    <message>
        <source>Alarme, die am Ende des Zeitraums zurückgestellt sind.</source>
        <translation>Alarms that are shelved at the end of the range.</translation>
    </message>
    <message>
        <source>Alarme, die am Ende des Zeitraums unterdrückt sind.</source>
        <translation>Alarms that are suppressed at the end of the range.</translation>
    </message>
    <message>
        <source>Alarme, die am Ende des Zeitraums außer Betrieb sind.</source>
        <translation>Alarms that are out of service at the end of the range.</translation>
    </message>
    <message>
        <source>Wie oft im Zeitraum etwas zurückgestellt wurde.</source>
        <translation>How often something was shelved in the range.</translation>
    </message>
    <message>
        <source>Verletzungen, von denen erst verspätete Daten berichteten.</source>
        <translation>Violations that only late data told of.</translation>
    </message>
    <message>
        <source>im Ziel</source>
        <translation>on target</translation>
    </message>
    <message>
        <source>neben dem Ziel</source>
        <translation>off target</translation>
    </message>
    <message>
        <source>handeln</source>
        <translation>act</translation>
    </message>
    <message>
        <source>ohne Zielwert</source>
        <translation>no target</translation>
    </message>
    <message>
        <source>nicht bekannt</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>Ziel keine</source>
        <translation>Target none</translation>
    </message>
    <message>
        <source>Ziel mindestens {value}</source>
        <translation>Target at least {value}</translation>
    </message>
    <message>
        <source>Ziel höchstens {value}</source>
        <translation>Target at most {value}</translation>
    </message>
    <message>
        <source>Dafür nennt keine der Normen einen Zielwert.</source>
        <translation>None of the standards gives a target for this.</translation>
    </message>
    <message>
        <source>Handeln unter {value} ({source}).</source>
        <translation>Act below {value} ({source}).</translation>
    </message>
    <message>
        <source>Handeln über {value} ({source}).</source>
        <translation>Act above {value} ({source}).</translation>
    </message>
    <message>
        <source>eigener Wert</source>
        <translation>a value of our own</translation>
    </message>
    <message>
        <source>Nicht bekannt: zu wenig bemannte Zeit, oder es gab nichts zu zählen.</source>
        <translation>Not known: too little staffed time, or there was nothing to count.</translation>
    </message>
    <message>
        <source>Totband</source>
        <translation>Deadband</translation>
    </message>
    <message>
        <source>Totband von {value} einführen.</source>
        <translation>Introduce a deadband of {value}.</translation>
    </message>
    <message>
        <source>Einschaltverzögerung</source>
        <translation>On-delay</translation>
    </message>
    <message>
        <source>Ausschaltverzögerung</source>
        <translation>Off-delay</translation>
    </message>
    <message>
        <source>Unterdrückung</source>
        <translation>Suppression</translation>
    </message>
    <message>
        <source>Ereignis statt Alarm</source>
        <translation>Event instead of alarm</translation>
    </message>
    <message>
        <source>Beheben</source>
        <translation>Repair</translation>
    </message>
    <message>
        <source>Am Server ändern</source>
        <translation>Change at the server</translation>
    </message>
    <message>
        <source>Grenzwert prüfen</source>
        <translation>Check limit</translation>
    </message>
    <message>
        <source>Einschaltverzögerung auf {seconds} setzen.</source>
        <translation>Set the on-delay to {seconds}.</translation>
    </message>
    <message>
        <source>Ausschaltverzögerung auf {seconds} setzen.</source>
        <translation>Set the off-delay to {seconds}.</translation>
    </message>
    <message>
        <source>Unterdrücken, solange „{cause}“ ansteht.</source>
        <translation>Suppress it while “{cause}” is active.</translation>
    </message>
    <message>
        <source>Nur als Ereignis führen: Niemand handelt danach.</source>
        <translation>Keep it as an event only: nobody acts on it.</translation>
    </message>
    <message>
        <source>Ursache beheben oder mit Auftrag außer Betrieb nehmen.</source>
        <translation>Remove the cause, or take it out of service with a work order.</translation>
    </message>
    <message>
        <source>Der Server beurteilt ihn: dort ändern.</source>
        <translation>The server judges it: change it there.</translation>
    </message>
    <message>
        <source>Ursache und Grenzwert prüfen.</source>
        <translation>Check cause and limit.</translation>
    </message>
    <message>
        <source>Erspart hätte das {spared} von {all} Meldungen.</source>
        <translation>This would have spared {spared} of {all} annunciations.</translation>
    </message>
</context>
<context>
    <name>labels</name>
    <message>
        <source>Etiketten</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Der Drucker nimmt nichts an.</source>
        <translation>The printer accepts nothing.</translation>
    </message>
</context>
<context>
    <name>lending</name>
    <message>
        <source>Gerät</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Ausgeliehen an</source>
        <translation>Lent to</translation>
    </message>
    <message>
        <source>Zeitraum</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>überfällig</source>
        <translation>overdue</translation>
    </message>
    <message>
        <source>ausgegeben</source>
        <translation>handed out</translation>
    </message>
    <message>
        <source>frei, später reserviert</source>
        <translation>free, reserved later</translation>
    </message>
    <message>
        <source>frei</source>
        <translation>free</translation>
    </message>
    <message>
        <source>reserviert</source>
        <translation>reserved</translation>
    </message>
    <message>
        <source>bis {0}</source>
        <translation>until {0}</translation>
    </message>
    <message>
        <source>Bitte geben Sie an, von wann bis wann das Gerät gebraucht wird.</source>
        <translation>Please say from when to when the asset is needed.</translation>
    </message>
    <message>
        <source>Für dieses Gerät gibt es keine Ausleihe.</source>
        <translation>There is no loan of this asset.</translation>
    </message>
    <message>
        <source>{0} Geräte sind reserviert.</source>
        <translation>{0} assets are reserved.</translation>
    </message>
    <message>
        <source>{0} Geräte sind ausgegeben.</source>
        <translation>{0} assets are handed out.</translation>
    </message>
    <message>
        <source>{0} Geräte sind zurück.</source>
        <translation>{0} assets are back.</translation>
    </message>
    <message>
        <source>{0} Geräte sind zurück und in Reparatur.</source>
        <translation>{0} assets are back and in repair.</translation>
    </message>
    <message>
        <source>{0} Ausleihen sind verlängert.</source>
        <translation>{0} loans are extended.</translation>
    </message>
    <message>
        <source>{0} Reservierungen sind aufgehoben.</source>
        <translation>{0} reservations are cancelled.</translation>
    </message>
    <message>
        <source>{0} Geräte sind als verloren gemeldet.</source>
        <translation>{0} assets are reported as lost.</translation>
    </message>
    <message>
        <source>Das Gerät ist reserviert.</source>
        <translation>The asset is reserved.</translation>
    </message>
    <message>
        <source>Das Gerät ist ausgegeben.</source>
        <translation>The asset is handed out.</translation>
    </message>
    <message>
        <source>Das Gerät ist zurück.</source>
        <translation>The asset is back.</translation>
    </message>
    <message>
        <source>Das Gerät ist zurück und in Reparatur.</source>
        <translation>The asset is back and in repair.</translation>
    </message>
    <message>
        <source>Die Ausleihe ist verlängert.</source>
        <translation>The loan is extended.</translation>
    </message>
    <message>
        <source>Die Reservierung ist aufgehoben.</source>
        <translation>The reservation is cancelled.</translation>
    </message>
    <message>
        <source>Das Gerät ist als verloren gemeldet.</source>
        <translation>The asset is reported as lost.</translation>
    </message>
</context>
<context>
    <name>lights</name>
    <message>
        <source>im Plan</source>
        <translation>on track</translation>
    </message>
    <message>
        <source>gefährdet</source>
        <translation>at risk</translation>
    </message>
    <message>
        <source>kritisch</source>
        <translation>critical</translation>
    </message>
    <message>
        <source>nicht bewertet</source>
        <translation>not rated</translation>
    </message>
    <message>
        <source>Vor 90 Tagen stand es schlechter: {0}.</source>
        <translation>90 days ago it stood worse: {0}.</translation>
    </message>
    <message>
        <source>Vor 90 Tagen stand es ebenso: {0}.</source>
        <translation>90 days ago it stood the same: {0}.</translation>
    </message>
    <message>
        <source>Vor 90 Tagen stand es besser: {0}.</source>
        <translation>90 days ago it stood better: {0}.</translation>
    </message>
</context>
<context>
    <name>load</name>
    <message>
        <source>KW {0}/{1}, {2} – {3}</source>
        <translation>Week {0}/{1}, {2} – {3}</translation>
    </message>
    <message>
        <source>{0} Personentage Arbeit, Kapazität nicht bekannt</source>
        <translation>{0} person-days of work, capacity not known</translation>
    </message>
    <message>
        <source>{0} Personentage Arbeit, {1} verfügbar</source>
        <translation>{0} person-days of work, {1} available</translation>
    </message>
    <message>
        <source>überlastet: {0} Personentage Arbeit, nur {1} verfügbar</source>
        <translation>overloaded: {0} person-days of work, only {1} available</translation>
    </message>
    <message>
        <source>Kapazität nicht bekannt</source>
        <translation>capacity not known</translation>
    </message>
    <message>
        <source>nirgends überlastet</source>
        <translation>nowhere overloaded</translation>
    </message>
    <message>
        <source>überlastet in KW {0}/{1}</source>
        <translation>overloaded in week {0}/{1}</translation>
    </message>
    <message>
        <source>überlastet in {0} Wochen, zuerst KW {1}/{2}</source>
        <translation>overloaded in {0} weeks, first in week {1}/{2}</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Woche ab</source>
        <translation>Week from</translation>
    </message>
    <message>
        <source>Arbeit (Personentage)</source>
        <translation>Work (person-days)</translation>
    </message>
    <message>
        <source>Verfügbar (Personentage)</source>
        <translation>Available (person-days)</translation>
    </message>
    <message>
        <source>Stand</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>überlastet</source>
        <translation>overloaded</translation>
    </message>
</context>
<context>
    <name>logbook</name>
    <message>
        <source>Zeit</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Eintrag</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>Betrifft</source>
        <translation>Concerns</translation>
    </message>
    <message>
        <source>Zu tun</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>Von</source>
        <translation>By</translation>
    </message>
    <message>
        <source>Ort</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Geschrieben am</source>
        <translation>Written on</translation>
    </message>
    <message>
        <source>offen</source>
        <translation>open</translation>
    </message>
</context>
<context>
    <name>map</name>
    <message>
        <source>Von dieser Auswahl ist kein Ort bekannt.</source>
        <translation>No place is known of this selection.</translation>
    </message>
    <message>
        <source>Kopiert: {0}</source>
        <translation>Copied: {0}</translation>
    </message>
    <message>
        <source>Die Karte wird neu geladen.</source>
        <translation>The map is being loaded again.</translation>
    </message>
    <message>
        <source>Noch einmal versuchen</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Warum?</source>
        <translation>Why?</translation>
    </message>
    <message>
        <source>In Verläufe zeigen</source>
        <translation>Show in trends</translation>
    </message>
    <message>
        <source>In der Tabelle zeigen</source>
        <translation>Show in the table</translation>
    </message>
    <message>
        <source>Hier näher heran</source>
        <translation>Zoom in here</translation>
    </message>
    <message>
        <source>{0} kopieren</source>
        <translation>Copy {0}</translation>
    </message>
    <message>
        <source>Alle Zustände</source>
        <translation>All states</translation>
    </message>
    <message>
        <source>Nur auffällige</source>
        <translation>Only abnormal ones</translation>
    </message>
    <message>
        <source>Nur Alarme</source>
        <translation>Only alarms</translation>
    </message>
    <message>
        <source>Nur veraltete</source>
        <translation>Only stale ones</translation>
    </message>
    <message>
        <source>Objekt</source>
        <translation>Feature</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Auf der Karte</source>
        <translation>On the map</translation>
    </message>
    <message>
        <source>Was nicht stimmt</source>
        <translation>What is wrong</translation>
    </message>
    <message>
        <source>Was hilft</source>
        <translation>What helps</translation>
    </message>
    <message>
        <source>Stelle</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>gezeigt</source>
        <translation>shown</translation>
    </message>
    <message>
        <source>berichtigt</source>
        <translation>corrected</translation>
    </message>
    <message>
        <source>fehlt</source>
        <translation>missing</translation>
    </message>
    <message>
        <source>Ebene hinzufügen</source>
        <translation>Add layer</translation>
    </message>
    <message>
        <source>Alle Kartendateien</source>
        <translation>All map files</translation>
    </message>
    <message>
        <source>Geräte</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>Messgrößen als Fläche</source>
        <translation>Quantities as surfaces</translation>
    </message>
    <message>
        <source>Beschriftung der Karte</source>
        <translation>Labels of the map</translation>
    </message>
    <message>
        <source>Alarme und Geräte</source>
        <translation>Alarms and devices</translation>
    </message>
    <message>
        <source>Messgrößen</source>
        <translation>Quantities</translation>
    </message>
    <message>
        <source>Netze</source>
        <translation>Networks</translation>
    </message>
    <message>
        <source>Arbeiten</source>
        <translation>Works</translation>
    </message>
    <message>
        <source>Eigene Ebenen</source>
        <translation>Own layers</translation>
    </message>
    <message>
        <source>Die Grafik dieses Rechners kann die Karte nicht zeichnen. Dieselben Geräte stehen in der Tabelle.</source>
        <translation>The graphics of this computer cannot draw the map. The same devices are in the table.</translation>
    </message>
    <message>
        <source>Die Karte wird gezeichnet, kommt aber nicht auf den Bildschirm. Dieselben Geräte stehen in der Tabelle.</source>
        <translation>The map is drawn but does not reach the screen. The same devices are in the table.</translation>
    </message>
    <message>
        <source>Die Karte braucht Teile des Systems, die auf diesem Rechner fehlen. Dieselben Geräte stehen in der Tabelle.</source>
        <translation>The map needs parts of the system that are missing on this computer. The same devices are in the table.</translation>
    </message>
    <message>
        <source>Die Karte ist ausgefallen und ruht jetzt. Dieselben Geräte stehen in der Tabelle.</source>
        <translation>The map has failed and is resting now. The same devices are in the table.</translation>
    </message>
    <message>
        <source>Bestand</source>
        <translation>Inventory</translation>
    </message>
    <message>
        <source>Grundkarte</source>
        <translation>Base map</translation>
    </message>
    <message>
        <source>Karte aus dem Internet</source>
        <translation>Map from the internet</translation>
    </message>
    <message>
        <source>{first} bis {last}</source>
        <translation>{first} to {last}</translation>
    </message>
    <message>
        <source>ab {first}</source>
        <translation>from {first}</translation>
    </message>
    <message>
        <source>bis {last}</source>
        <translation>up to {last}</translation>
    </message>
    <message>
        <source>Blau</source>
        <translation>Blue</translation>
    </message>
    <message>
        <source>Grün</source>
        <translation>Green</translation>
    </message>
    <message>
        <source>Violett</source>
        <translation>Violet</translation>
    </message>
    <message>
        <source>Türkis</source>
        <translation>Turquoise</translation>
    </message>
    <message>
        <source>Braun</source>
        <translation>Brown</translation>
    </message>
    <message>
        <source>Graublau</source>
        <translation>Slate</translation>
    </message>
    <message>
        <source>Oliv</source>
        <translation>Olive</translation>
    </message>
    <message>
        <source>Altrosa</source>
        <translation>Dusky pink</translation>
    </message>
    <message>
        <source>Koordinate</source>
        <translation>Coordinate</translation>
    </message>
    <message>
        <source>Stadtbezirke</source>
        <translation>Districts</translation>
    </message>
    <message>
        <source>Ortsteile</source>
        <translation>Quarters</translation>
    </message>
    <message>
        <source>Orte</source>
        <translation>Places</translation>
    </message>
    <message>
        <source>Straßen</source>
        <translation>Roads</translation>
    </message>
    <message>
        <source>Standorte</source>
        <translation>Sites</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Gerät</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Handlungsfeld</source>
        <translation>Field of action</translation>
    </message>
    <message>
        <source>Stadtbezirk</source>
        <translation>District</translation>
    </message>
    <message>
        <source>Auffälligster Wert</source>
        <translation>Worst value</translation>
    </message>
    <message>
        <source>Alter</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Datenpunkte</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Lage (WGS 84)</source>
        <translation>Position (WGS 84)</translation>
    </message>
    <message>
        <source>Lage (EPSG:25832)</source>
        <translation>Position (EPSG:25832)</translation>
    </message>
    <message>
        <source>Der schlimmste Zustand aller Datenpunkte des Geräts</source>
        <translation>The worst state of all points of the device</translation>
    </message>
    <message>
        <source>Der Wert, der den Zustand bestimmt, mit Name und Einheit</source>
        <translation>The value that decides the state, with name and unit</translation>
    </message>
    <message>
        <source>Wie alt dieser Wert ist, in Sekunden, Minuten, Stunden oder Tagen</source>
        <translation>How old this value is, in seconds, minutes, hours or days</translation>
    </message>
    <message>
        <source>Geographische Breite und Länge in Grad (WGS 84)</source>
        <translation>Latitude and longitude in degrees (WGS 84)</translation>
    </message>
    <message>
        <source>Ostwert und Nordwert in Metern (ETRS89/UTM, Zone 32 Nord)</source>
        <translation>Easting and northing in metres (ETRS89/UTM, zone 32 north)</translation>
    </message>
    <message>
        <source>Titel</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Geräte auf der Karte</source>
        <translation>Devices on the map</translation>
    </message>
    <message>
        <source>Hinweis</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Breite (WGS 84)</source>
        <translation>Latitude (WGS 84)</translation>
    </message>
    <message>
        <source>Länge (WGS 84)</source>
        <translation>Longitude (WGS 84)</translation>
    </message>
    <message>
        <source>Ostwert (EPSG:25832)</source>
        <translation>Easting (EPSG:25832)</translation>
    </message>
    <message>
        <source>Nordwert (EPSG:25832)</source>
        <translation>Northing (EPSG:25832)</translation>
    </message>
    <message>
        <source>Alter in Sekunden</source>
        <translation>Age in seconds</translation>
    </message>
    <message>
        <source>Kennung</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Spalten</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Spalten zurücksetzen</source>
        <translation>Reset columns</translation>
    </message>
    <message>
        <source>Gestört</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>Veraltet</source>
        <translation>Stale</translation>
    </message>
    <message>
        <source>In Ordnung</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>1 Gerät</source>
        <translation>1 device</translation>
    </message>
    <message>
        <source>{0} Geräte</source>
        <translation>{0} devices</translation>
    </message>
    <message>
        <source>1 Datenpunkt</source>
        <translation>1 point</translation>
    </message>
    <message>
        <source>{0} Datenpunkte</source>
        <translation>{0} points</translation>
    </message>
    <message>
        <source>{value}, vor {age} gemessen</source>
        <translation>{value}, measured {age} ago</translation>
    </message>
    <message>
        <source>quittiert</source>
        <translation>acknowledged</translation>
    </message>
    <message>
        <source>nicht quittiert</source>
        <translation>unacknowledged</translation>
    </message>
    <message>
        <source>Die Karte wird vom Prozessor gezeichnet, weil dieser Rechner dafür keine Grafikkarte nutzt. Das belastet ihn mehr; gezeigt wird dasselbe.</source>
        <translation>The processor draws the map, because this computer does not use a graphics card for it. That is more work for it; what is shown is the same.</translation>
    </message>
</context>
<context>
    <name>map_tools</name>
    <message>
        <source>Es ist nichts ausgewählt.</source>
        <translation>Nothing is selected.</translation>
    </message>
    <message>
        <source>Weitere Werkzeuge</source>
        <translation>More tools</translation>
    </message>
    <message>
        <source>Werkzeuge der Karte</source>
        <translation>Tools of the map</translation>
    </message>
    <message>
        <source>und %1 weitere</source>
        <translation>and %1 more</translation>
    </message>
    <message>
        <source>Stand %1 – nicht LIVE</source>
        <translation>As of %1 – not LIVE</translation>
    </message>
    <message>
        <source>Simuliert</source>
        <translation>Simulated</translation>
    </message>
    <message>
        <source>%1 Alarme</source>
        <translation>%1 alarms</translation>
    </message>
    <message>
        <source>Verbindung</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>verbunden über %1</source>
        <translation>connected through %1</translation>
    </message>
    <message>
        <source>Ein Doppelklick geht näher heran.</source>
        <translation>A double-click zooms in.</translation>
    </message>
    <message>
        <source>ja</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>nein</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Bewegen und auswählen</source>
        <translation>Move and select</translation>
    </message>
    <message>
        <source>Mit einem Rechteck auswählen</source>
        <translation>Select with a rectangle</translation>
    </message>
    <message>
        <source>Mit einer freien Linie auswählen</source>
        <translation>Select with a freehand line</translation>
    </message>
    <message>
        <source>Strecke messen</source>
        <translation>Measure a distance</translation>
    </message>
    <message>
        <source>Fläche messen</source>
        <translation>Measure an area</translation>
    </message>
    <message>
        <source>Näher heran</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>Weiter weg</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>Ganze Stadt zeigen</source>
        <translation>Show the whole city</translation>
    </message>
    <message>
        <source>Zur Auswahl gehen</source>
        <translation>Go to the selection</translation>
    </message>
    <message>
        <source>Der Auswahl folgen</source>
        <translation>Follow the selection</translation>
    </message>
    <message>
        <source>Ebenen</source>
        <translation>Layers</translation>
    </message>
    <message>
        <source>Legende</source>
        <translation>Legend</translation>
    </message>
    <message>
        <source>Tabelle</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Karte als Bild kopieren</source>
        <translation>Copy map as a picture</translation>
    </message>
    <message>
        <source>Karte als Bild speichern …</source>
        <translation>Save map as a picture …</translation>
    </message>
    <message>
        <source>Ziehen bewegt die Karte, ein Klick wählt ein Gerät aus.</source>
        <translation>Dragging moves the map, a click selects a device.</translation>
    </message>
    <message>
        <source>Ziehen Sie das Rechteck von Ecke zu Ecke auf.</source>
        <translation>Drag the rectangle from corner to corner.</translation>
    </message>
    <message>
        <source>Umfahren Sie die Geräte mit gedrückter Maustaste.</source>
        <translation>Draw around the devices with the mouse button held down.</translation>
    </message>
    <message>
        <source>Jeder Klick setzt einen Punkt, ein Doppelklick den letzten.</source>
        <translation>Each click sets a point, a double-click the last one.</translation>
    </message>
    <message>
        <source>Jeder Klick setzt eine Ecke, ein Doppelklick die letzte.</source>
        <translation>Each click sets a corner, a double-click the last one.</translation>
    </message>
    <message>
        <source>Die Karte geht zu dem, was anderswo ausgewählt wird.</source>
        <translation>The map goes to what is selected elsewhere.</translation>
    </message>
    <message>
        <source>Was auf der Karte zu sehen ist, in welcher Ordnung und wie.</source>
        <translation>What the map shows, in which order and how.</translation>
    </message>
    <message>
        <source>Dieselben Geräte als Tabelle, für Tastatur und Bildschirmleser.</source>
        <translation>The same devices as a table, for keyboard and screen readers.</translation>
    </message>
    <message>
        <source>Karte startet …</source>
        <translation>Map is starting …</translation>
    </message>
    <message>
        <source>Karte startet neu …</source>
        <translation>Map is restarting …</translation>
    </message>
    <message>
        <source>ohne Karte</source>
        <translation>no map</translation>
    </message>
    <message>
        <source>Die Karte startet noch.</source>
        <translation>The map is still starting.</translation>
    </message>
    <message>
        <source>Fläche %1 · Umfang %2</source>
        <translation>Area %1 · perimeter %2</translation>
    </message>
    <message>
        <source>Strecke %1</source>
        <translation>Distance %1</translation>
    </message>
    <message>
        <source>letzter Abschnitt %1</source>
        <translation>last section %1</translation>
    </message>
    <message>
        <source>Klicken Sie auf die erste Ecke der Fläche.</source>
        <translation>Click the first corner of the area.</translation>
    </message>
    <message>
        <source>Klicken Sie auf die nächste Ecke; ein Doppelklick schließt ab.</source>
        <translation>Click the next corner; a double-click finishes.</translation>
    </message>
    <message>
        <source>Klicken Sie auf den Anfang der Strecke.</source>
        <translation>Click the start of the distance.</translation>
    </message>
    <message>
        <source>Klicken Sie auf die nächste Stelle; ein Doppelklick schließt ab.</source>
        <translation>Click the next place; a double-click finishes.</translation>
    </message>
    <message>
        <source>%1 × %2 Pixel</source>
        <translation>%1 × %2 pixels</translation>
    </message>
    <message>
        <source>Eine Seite; Schrift, Legende und Maßstab bleiben scharf.</source>
        <translation>One page; text, legend and scale stay sharp.</translation>
    </message>
    <message>
        <source>, 300 Punkte je Zoll</source>
        <translation>, 300 dots per inch</translation>
    </message>
    <message>
        <source>Karte als Bild</source>
        <translation>Map as a picture</translation>
    </message>
    <message>
        <source>Titel</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Größe</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Maßstab und Nordpfeil</source>
        <translation>Scale and north arrow</translation>
    </message>
    <message>
        <source>Helle Farben (für Papier)</source>
        <translation>Light colours (for paper)</translation>
    </message>
    <message>
        <source>Speichern …</source>
        <translation>Save …</translation>
    </message>
    <message>
        <source>Kopieren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Vorschau des Bildes</source>
        <translation>Preview of the picture</translation>
    </message>
    <message>
        <source>Bild: PNG</source>
        <translation>Picture: PNG</translation>
    </message>
    <message>
        <source>Bild: JPEG</source>
        <translation>Picture: JPEG</translation>
    </message>
    <message>
        <source>Seite: PDF</source>
        <translation>Page: PDF</translation>
    </message>
    <message>
        <source>Wie auf dem Bildschirm</source>
        <translation>As on the screen</translation>
    </message>
    <message>
        <source>A4 zum Drucken</source>
        <translation>A4 for printing</translation>
    </message>
    <message>
        <source>A3 zum Drucken</source>
        <translation>A3 for printing</translation>
    </message>
    <message>
        <source>karte</source>
        <translation>map</translation>
    </message>
    <message>
        <source>Karte als Bild speichern</source>
        <translation>Save map as a picture</translation>
    </message>
    <message>
        <source>Das Bild der Karte ist kopiert.</source>
        <translation>The picture of the map is copied.</translation>
    </message>
    <message>
        <source>Gespeichert: %1</source>
        <translation>Saved: %1</translation>
    </message>
    <message>
        <source>NICHT LIVE</source>
        <translation>NOT LIVE</translation>
    </message>
    <message>
        <source>Die Werte sind simuliert.</source>
        <translation>The values are simulated.</translation>
    </message>
    <message>
        <source>N</source>
        <comment>north arrow</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>Kopiert: %1</source>
        <translation>Copied: %1</translation>
    </message>
    <message>
        <source>Zeiger: außerhalb der Karte</source>
        <translation>Pointer: outside the map</translation>
    </message>
    <message>
        <source>Ort des Zeigers. Ein Klick wechselt zwischen Grad (WGS 84) und Metern (EPSG:25832), das Kontextmenü kopiert.</source>
        <translation>Place of the pointer. A click switches between degrees (WGS 84) and metres (EPSG:25832), the context menu copies.</translation>
    </message>
    <message>
        <source>Koordinaten kopieren (WGS 84)</source>
        <translation>Copy coordinates (WGS 84)</translation>
    </message>
    <message>
        <source>Koordinaten kopieren (EPSG:25832)</source>
        <translation>Copy coordinates (EPSG:25832)</translation>
    </message>
    <message>
        <source>Messergebnis kopieren</source>
        <translation>Copy the measured result</translation>
    </message>
    <message>
        <source>Messung löschen (Esc)</source>
        <translation>Delete the measurement (Esc)</translation>
    </message>
    <message>
        <source>Angaben zur Karte</source>
        <translation>About the map</translation>
    </message>
    <message>
        <source>Maßstab in der Mitte der Karte. Die Zahl gilt für einen Bildschirm mit %1 Punkten je Zoll, die Leiste immer.</source>
        <translation>Scale in the middle of the map. The number holds for a screen with %1 dots per inch, the bar always.</translation>
    </message>
    <message>
        <source>Alle Messgrößen</source>
        <translation>All quantities</translation>
    </message>
    <message>
        <source>Mehr als %1 Kurven lassen sich nicht unterscheiden. Gezeigt werden die ersten %1 von %2; wählen Sie eine Messgröße, um die Auswahl einzugrenzen.</source>
        <translation>More than %1 curves cannot be told apart. The first %1 of %2 are shown; choose a quantity to narrow the selection down.</translation>
    </message>
    <message>
        <source>In Verläufe zeigen</source>
        <translation>Show in trends</translation>
    </message>
    <message>
        <source>Welche Messgröße der Verlauf zeigt</source>
        <translation>Which quantity the trend shows</translation>
    </message>
    <message>
        <source>Diese Geräte haben keine Datenpunkte, die ein Verlauf zeigen kann.</source>
        <translation>These devices have no points that a trend can show.</translation>
    </message>
    <message>
        <source>Die Kurven der gewählten Geräte zeigen</source>
        <translation>Show the curves of the selected devices</translation>
    </message>
    <message>
        <source>In der Tabelle</source>
        <translation>In the table</translation>
    </message>
    <message>
        <source>Die gewählten Geräte in der Tabelle zeigen</source>
        <translation>Show the selected devices in the table</translation>
    </message>
    <message>
        <source>Auswahl aufheben (Esc)</source>
        <translation>Clear selection (Esc)</translation>
    </message>
    <message>
        <source>Auswahl aufheben</source>
        <translation>Clear selection</translation>
    </message>
    <message>
        <source>Die Fläche ist zu klein, um etwas auszuwählen. Ziehen Sie sie größer auf.</source>
        <translation>The area is too small to select anything. Please draw it larger.</translation>
    </message>
    <message>
        <source>Messung gestört</source>
        <translation>Measurement down</translation>
    </message>
    <message>
        <source>Veraltet</source>
        <translation>Stale</translation>
    </message>
    <message>
        <source>In Ordnung</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>ohne Wert</source>
        <translation>no value</translation>
    </message>
    <message>
        <source>vor %1</source>
        <translation>%1 ago</translation>
    </message>
    <message>
        <source>1 Gerät</source>
        <translation>1 device</translation>
    </message>
    <message>
        <source>%1 Geräte</source>
        <translation>%1 devices</translation>
    </message>
    <message>
        <source>1 Datenpunkt</source>
        <translation>1 point</translation>
    </message>
    <message>
        <source>%1 Datenpunkte</source>
        <translation>%1 points</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Hinweis</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Warnung</source>
        <translation>Warning</translation>
    </message>
    <message>
        <source>Fehler</source>
        <translation>Error</translation>
    </message>
</context>
<context>
    <name>networks</name>
    <message>
        <source>Werkzeuge der Auswirkung</source>
        <translation>Tools for the impact</translation>
    </message>
    <message>
        <source>Betroffenes auf der Karte zeigen</source>
        <translation>Show on the map what is affected</translation>
    </message>
    <message>
        <source>Betroffenes in der Tabelle zeigen</source>
        <translation>Show in the table what is affected</translation>
    </message>
    <message>
        <source>Als CSV exportieren …</source>
        <translation>Export as CSV …</translation>
    </message>
    <message>
        <source>1 Schule mit {0} Schülerinnen und Schülern</source>
        <translation>1 school with {0} pupils</translation>
    </message>
    <message>
        <source>{0} Schulen mit {1} Schülerinnen und Schülern</source>
        <translation>{0} schools with {1} pupils</translation>
    </message>
    <message>
        <source>1 weiterer Standort</source>
        <translation>1 more site</translation>
    </message>
    <message>
        <source>{0} weitere Standorte</source>
        <translation>{0} more sites</translation>
    </message>
    <message>
        <source>1 Standort</source>
        <translation>1 site</translation>
    </message>
    <message>
        <source>{0} Standorte</source>
        <translation>{0} sites</translation>
    </message>
    <message>
        <source>1 Gerät</source>
        <translation>1 asset</translation>
    </message>
    <message>
        <source>{0} Geräte</source>
        <translation>{0} assets</translation>
    </message>
    <message>
        <source>1 Datenpunkt</source>
        <translation>1 point</translation>
    </message>
    <message>
        <source>{0} Datenpunkte</source>
        <translation>{0} points</translation>
    </message>
    <message>
        <source>1 Vorhaben</source>
        <translation>1 project</translation>
    </message>
    <message>
        <source>{0} Vorhaben</source>
        <translation>{0} projects</translation>
    </message>
    <message>
        <source>Es fällt nichts aus.</source>
        <translation>Nothing fails.</translation>
    </message>
    <message>
        <source>Liegt in: {0}.</source>
        <translation>Lies in: {0}.</translation>
    </message>
    <message>
        <source>Der Querschnitt ist zu {0}&#x202f;% belegt.</source>
        <translation>{0}&#x202f;% of the cross-section is taken up.</translation>
    </message>
    <message>
        <source>Der Querschnitt ist zu etwa {0}&#x202f;% belegt.</source>
        <translation>About {0}&#x202f;% of the cross-section is taken up.</translation>
    </message>
    <message>
        <source>Ein weiteres Kabel passt kaum noch hinein.</source>
        <translation>There is hardly room for another cable.</translation>
    </message>
    <message>
        <source>Nur noch ein Weg: {0}</source>
        <translation>Only one path left: {0}</translation>
    </message>
    <message>
        <source>Vorhaben: {0}</source>
        <translation>Projects: {0}</translation>
    </message>
    <message>
        <source>Datenpunkte: {0}</source>
        <translation>Points: {0}</translation>
    </message>
    <message>
        <source>{0} Schülerinnen und Schüler</source>
        <translation>{0} pupils</translation>
    </message>
    <message>
        <source>Schulen: {0}</source>
        <translation>Schools: {0}</translation>
    </message>
    <message>
        <source>Schulen, zum Teil betroffen: {0}</source>
        <translation>Schools, partly affected: {0}</translation>
    </message>
    <message>
        <source>Standorte: {0}</source>
        <translation>Sites: {0}</translation>
    </message>
    <message>
        <source>Standorte, zum Teil betroffen: {0}</source>
        <translation>Sites, partly affected: {0}</translation>
    </message>
    <message>
        <source>gestört</source>
        <translation>down</translation>
    </message>
    <message>
        <source>veraltet</source>
        <translation>stale</translation>
    </message>
    <message>
        <source>Ohne Messwerte</source>
        <translation>Without samples</translation>
    </message>
    <message>
        <source>In Ordnung</source>
        <translation>In order</translation>
    </message>
    <message>
        <source>Die Netze konnten nicht gelesen werden: {0}</source>
        <translation>The networks could not be read: {0}</translation>
    </message>
    <message>
        <source>Netze werden immer so gezeigt, wie sie heute im Bestand stehen.</source>
        <translation>Networks are always shown as they are in the inventory today.</translation>
    </message>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
    <message>
        <source>Gespeichert: {0}</source>
        <translation>Saved: {0}</translation>
    </message>
    <message>
        <source>Spleiß, Kassette {0}, Platz {1}</source>
        <translation>Splice, tray {0}, position {1}</translation>
    </message>
    <message>
        <source>Dämpfung nicht gemessen</source>
        <translation>Attenuation not measured</translation>
    </message>
    <message>
        <source>hier gespleißt</source>
        <translation>spliced here</translation>
    </message>
    <message>
        <source>{0} Fasern, {1} hier frei</source>
        <translation>{0} strands, {1} free here</translation>
    </message>
    <message>
        <source>Werkzeuge des Spleißplans</source>
        <translation>Tools for the splice plan</translation>
    </message>
    <message>
        <source>Ausgewählte Fasern spleißen</source>
        <translation>Splice selected strands</translation>
    </message>
    <message>
        <source>Spleiß lösen</source>
        <translation>Undo splice</translation>
    </message>
    <message>
        <source>Faser verfolgen</source>
        <translation>Trace strand</translation>
    </message>
    <message>
        <source>Als SVG speichern …</source>
        <translation>Save as SVG …</translation>
    </message>
    <message>
        <source>Oder mit der Maus eine Linie von einer freien Faser zur anderen ziehen. Mit Tasten: Strg und Pfeile gehen von Faser zu Faser, die Leertaste nimmt eine hinzu.</source>
        <translation>Or draw a line with the mouse from one free strand to the other. With keys: Ctrl and arrows go from strand to strand, Space adds one.</translation>
    </message>
    <message>
        <source>Werkzeuge des Netzbildes</source>
        <translation>Tools for the network diagram</translation>
    </message>
    <message>
        <source>Alles zeigen</source>
        <translation>Show everything</translation>
    </message>
    <message>
        <source>Vergrößern</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>Verkleinern</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>Alle Gruppen einzeln zeigen</source>
        <translation>Show all groups one by one</translation>
    </message>
    <message>
        <source>Als PNG speichern …</source>
        <translation>Save as PNG …</translation>
    </message>
    <message>
        <source>Taste 0; Plus und Minus ändern die Größe.</source>
        <translation>Key 0; plus and minus change the size.</translation>
    </message>
    <message>
        <source>Eingabe oder Doppelklick zeigt sie einzeln.</source>
        <translation>Enter or a double click shows them one by one.</translation>
    </message>
    <message>
        <source>{0} Geräte und Standorte, {1} Verbindungen im Bild</source>
        <translation>{0} assets and sites, {1} connections in the picture</translation>
    </message>
    <message>
        <source>Werkzeuge der Verfolgung</source>
        <translation>Tools for tracing</translation>
    </message>
    <message>
        <source>Alle Zweige zeigen</source>
        <translation>Show all branches</translation>
    </message>
    <message>
        <source>Als Text kopieren</source>
        <translation>Copy as text</translation>
    </message>
    <message>
        <source>Auch die Zweige neben dem ausgewählten Weg.</source>
        <translation>Also the branches beside the selected path.</translation>
    </message>
    <message>
        <source>Kassette {0}</source>
        <translation>Tray {0}</translation>
    </message>
    <message>
        <source>Platz {0}</source>
        <translation>Position {0}</translation>
    </message>
    <message>
        <source>Spleiß in {0}</source>
        <translation>Splice in {0}</translation>
    </message>
    <message>
        <source>Kabel unbekannt</source>
        <translation>Cable unknown</translation>
    </message>
    <message>
        <source>Anschluss {0}</source>
        <translation>Port {0}</translation>
    </message>
    <message>
        <source>Unbekannt</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>angenommen</source>
        <translation>assumed</translation>
    </message>
    <message>
        <source>aus dem Bestand</source>
        <translation>from the inventory</translation>
    </message>
    <message>
        <source>Dämpfung</source>
        <translation>Attenuation</translation>
    </message>
    <message>
        <source>Summe</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Faser</source>
        <translation>Strand</translation>
    </message>
    <message>
        <source>rot</source>
        <translation>red</translation>
    </message>
    <message>
        <source>grün</source>
        <translation>green</translation>
    </message>
    <message>
        <source>blau</source>
        <translation>blue</translation>
    </message>
    <message>
        <source>gelb</source>
        <translation>yellow</translation>
    </message>
    <message>
        <source>weiß</source>
        <translation>white</translation>
    </message>
    <message>
        <source>grau</source>
        <translation>grey</translation>
    </message>
    <message>
        <source>braun</source>
        <translation>brown</translation>
    </message>
    <message>
        <source>violett</source>
        <translation>violet</translation>
    </message>
    <message>
        <source>türkis</source>
        <translation>turquoise</translation>
    </message>
    <message>
        <source>schwarz</source>
        <translation>black</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>orange</translation>
    </message>
    <message>
        <source>rosa</source>
        <translation>pink</translation>
    </message>
    <message>
        <source>Bündelader</source>
        <translation>Tube</translation>
    </message>
    <message>
        <source>Spleiß</source>
        <translation>Splice</translation>
    </message>
    <message>
        <source>Stecker</source>
        <translation>Connector</translation>
    </message>
    <message>
        <source>Splitter</source>
        <translation>Splitter</translation>
    </message>
    <message>
        <source>Verbindung</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>Der Weg endet hier an einem Gerät oder Standort.</source>
        <translation>The path ends here at an asset or a site.</translation>
    </message>
    <message>
        <source>Hier ist nichts weiter angeschlossen.</source>
        <translation>Nothing more is connected here.</translation>
    </message>
    <message>
        <source>Diese Faser ist hier weder gespleißt noch angeschlossen.</source>
        <translation>This strand is neither spliced nor connected here.</translation>
    </message>
    <message>
        <source>Hier war der Weg schon: Er schließt sich zum Ring.</source>
        <translation>The path has been here before: it closes to a ring.</translation>
    </message>
    <message>
        <source>Der nächste Datensatz fehlt im Bestand.</source>
        <translation>The next record is missing from the inventory.</translation>
    </message>
    <message>
        <source>Der Weg ist zu lang, um ihn ganz zu zeigen.</source>
        <translation>The path is too long to be shown as a whole.</translation>
    </message>
    <message>
        <source>Geplant, noch nicht gebaut.</source>
        <translation>Planned, not built yet.</translation>
    </message>
    <message>
        <source>Gebaut, noch nicht in Betrieb.</source>
        <translation>Built, not in service yet.</translation>
    </message>
    <message>
        <source>Rückgebaut.</source>
        <translation>Dismantled.</translation>
    </message>
    <message>
        <source>Die Faser ist als defekt vermerkt.</source>
        <translation>The strand is noted as defective.</translation>
    </message>
    <message>
        <source>Hier ist mehr angeschlossen, als sein kann.</source>
        <translation>More is connected here than there can be.</translation>
    </message>
    <message>
        <source>{loss} von {most} ({name}): {left} Reserve.</source>
        <translation>{loss} of {most} ({name}): {left} in reserve.</translation>
    </message>
    <message>
        <source>{loss} von {most} ({name}): nur {left} Reserve.</source>
        <translation>{loss} of {most} ({name}): only {left} in reserve.</translation>
    </message>
    <message>
        <source>{loss} sind mehr als die {most} von {name}: Es fehlen {left}.</source>
        <translation>{loss} is more than the {most} of {name}: {left} too much.</translation>
    </message>
    <message>
        <source>{loss} sind weniger als die {least}, die {name} braucht: Bitte ein Dämpfungsglied vorsehen.</source>
        <translation>{loss} is less than the {least} that {name} needs: please plan an attenuator.</translation>
    </message>
</context>
<context>
    <name>notifications</name>
    <message>
        <source>Benachrichtigung in Kraft setzen</source>
        <translation>Put notifications in force</translation>
    </message>
    <message>
        <source>Damit ändert sich nichts am Plan.</source>
        <translation>This changes nothing in the plan.</translation>
    </message>
    <message>
        <source>Versionen der Benachrichtigung</source>
        <translation>Versions of the notifications</translation>
    </message>
    <message>
        <source>Niemand wird benachrichtigt</source>
        <translation>Nobody is notified</translation>
    </message>
    <message>
        <source>Davor wurde niemand benachrichtigt.</source>
        <translation>Before that nobody was notified.</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Hier steht nur der Verweis {of}, etwa „secret:stadt/smtp“. Das Geheimnis selbst liegt auf dem Rechner der Erfassung: in der Umgebungsvariablen LEITSTAND_SECRET_STADT_SMTP oder im Schlüsselbund unter „leitstand“, Name „stadt/smtp“.</source>
        <translation>This holds only the reference {of}, such as “secret:stadt/smtp”. The secret itself lies on the computer of the collector: in the environment variable LEITSTAND_SECRET_STADT_SMTP, or in the keyring under “leitstand”, name “stadt/smtp”.</translation>
    </message>
    <message>
        <source>Mo Di Mi Do Fr Sa So</source>
        <translation>Mo Tu We Th Fr Sa Su</translation>
    </message>
    <message>
        <source>täglich</source>
        <translation>daily</translation>
    </message>
    <message>
        <source>{spans} und {n} weitere Zeiten</source>
        <translation>{spans} and {n} more times</translation>
    </message>
    <message>
        <source>{spans}: niemand</source>
        <translation>{spans}: nobody</translation>
    </message>
    <message>
        <source>sofort</source>
        <translation>at once</translation>
    </message>
    <message>
        <source>nach {span}</source>
        <translation>after {span}</translation>
    </message>
    <message>
        <source>Bereitschaft</source>
        <translation>On call</translation>
    </message>
    <message>
        <source>Webhook {id}</source>
        <translation>Webhook {id}</translation>
    </message>
    <message>
        <source>niemand</source>
        <translation>nobody</translation>
    </message>
    <message>
        <source>alle</source>
        <translation>all</translation>
    </message>
    <message>
        <source>immer</source>
        <translation>always</translation>
    </message>
    <message>
        <source>STARTTLS</source>
        <translation>STARTTLS</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>unverschlüsselt</source>
        <translation>not encrypted</translation>
    </message>
    <message>
        <source>Kein Mailserver angegeben.</source>
        <translation>No mail server given.</translation>
    </message>
    <message>
        <source>{host}, Port {port}, {security}, Absender {sender}</source>
        <translation>{host}, port {port}, {security}, sender {sender}</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Verschlüsselung</source>
        <translation>Encryption</translation>
    </message>
    <message>
        <source>Absender</source>
        <translation>Sender</translation>
    </message>
    <message>
        <source>Anmeldung</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>Passwort (Verweis)</source>
        <translation>Password (reference)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>E-Mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Geheimnis (Verweis)</source>
        <translation>Secret (reference)</translation>
    </message>
    <message>
        <source>Reihenfolge</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Zeiten</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Prioritäten</source>
        <translation>Priorities</translation>
    </message>
    <message>
        <source>Handlungsfelder</source>
        <translation>Fields of action</translation>
    </message>
    <message>
        <source>Stufen</source>
        <translation>Levels</translation>
    </message>
    <message>
        <source>Mailserver</source>
        <translation>Mail server</translation>
    </message>
    <message>
        <source>Reihenfolge der Personen</source>
        <translation>Order of the people</translation>
    </message>
    <message>
        <source>Reihenfolge der Webhooks</source>
        <translation>Order of the webhooks</translation>
    </message>
    <message>
        <source>Reihenfolge der Bereitschaft</source>
        <translation>Order of the on-call times</translation>
    </message>
    <message>
        <source>Reihenfolge der Regeln</source>
        <translation>Order of the rules</translation>
    </message>
    <message>
        <source>Person {name}</source>
        <translation>Person {name}</translation>
    </message>
    <message>
        <source>Webhook {name}</source>
        <translation>Webhook {name}</translation>
    </message>
    <message>
        <source>Bereitschaft {name}</source>
        <translation>On call {name}</translation>
    </message>
    <message>
        <source>Regel {name}</source>
        <translation>Rule {name}</translation>
    </message>
    <message>
        <source>neu</source>
        <translation>new</translation>
    </message>
    <message>
        <source>entfernt</source>
        <translation>removed</translation>
    </message>
    <message>
        <source>{n} geändert</source>
        <translation>{n} changed</translation>
    </message>
    <message>
        <source>{n} neu</source>
        <translation>{n} new</translation>
    </message>
    <message>
        <source>{n} entfernt</source>
        <translation>{n} removed</translation>
    </message>
    <message>
        <source>kein Unterschied</source>
        <translation>no difference</translation>
    </message>
</context>
<context>
    <name>outages</name>
    <message>
        <source>Eine weitere Quelle ist gestört.</source>
        <translation>One more source is down.</translation>
    </message>
    <message>
        <source>{0} weitere Quellen sind gestört.</source>
        <translation>{0} more sources are down.</translation>
    </message>
    <message>
        <source>seit {time}</source>
        <translation>since {time}</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Handlungsfelder</source>
        <translation>Fields of action</translation>
    </message>
    <message>
        <source>Datenpunkte</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Aktive Alarme</source>
        <translation>Active alarms</translation>
    </message>
    <message>
        <source>Auswahl</source>
        <translation>Selection</translation>
    </message>
    <message>
        <source>Alarme</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>Regeln</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>Kennzahlen</source>
        <translation>Performance</translation>
    </message>
    <message>
        <source>Benachrichtigung</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Tabelle</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Karte</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>Grundriss</source>
        <translation>Floor plan</translation>
    </message>
    <message>
        <source>Schränke</source>
        <translation>Racks</translation>
    </message>
    <message>
        <source>Schulen</source>
        <translation>Schools</translation>
    </message>
    <message>
        <source>Ausleihe</source>
        <translation>Lending</translation>
    </message>
    <message>
        <source>Netz</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>Inventur</source>
        <translation>Stocktake</translation>
    </message>
    <message>
        <source>Zuordnung</source>
        <translation>Binding</translation>
    </message>
    <message>
        <source>Befunde</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>Änderungen</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>Gliederung</source>
        <translation>Outline</translation>
    </message>
    <message>
        <source>Steckbrief</source>
        <translation>Fact sheet</translation>
    </message>
    <message>
        <source>Auswirkung</source>
        <translation>Impact</translation>
    </message>
    <message>
        <source>Weg</source>
        <translation>Path</translation>
    </message>
    <message>
        <source>Spleißplan</source>
        <translation>Splice plan</translation>
    </message>
    <message>
        <source>Zwilling</source>
        <translation>Twin</translation>
    </message>
    <message>
        <source>Übersicht</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>Terminplan</source>
        <translation>Schedule</translation>
    </message>
    <message>
        <source>Tafel</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Kalender</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>Auslastung</source>
        <translation>Load</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Risiken</source>
        <translation>Risks</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Evaluation</translation>
    </message>
    <message>
        <source>Entscheidungen</source>
        <translation>Decisions</translation>
    </message>
    <message>
        <source>Meine Aufgaben</source>
        <translation>My tasks</translation>
    </message>
    <message>
        <source>Berichte</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Projekt</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Nachweis</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Übergabe</source>
        <translation>Handover</translation>
    </message>
    <message>
        <source>Schichtbuch</source>
        <translation>Shift logbook</translation>
    </message>
    <message>
        <source>Vorfallkapseln</source>
        <translation>Incident capsules</translation>
    </message>
    <message>
        <source>Verläufe</source>
        <translation>Trends</translation>
    </message>
    <message>
        <source>Auswertung</source>
        <translation>Analysis</translation>
    </message>
    <message>
        <source>Notizen</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Warum?</source>
        <translation>Why?</translation>
    </message>
    <message>
        <source>Quellen</source>
        <translation>Sources</translation>
    </message>
</context>
<context>
    <name>panes</name>
    <message>
        <source>Folgt der Zeit. Klicken hält die Ansicht bei dem fest, was sie jetzt zeigt.</source>
        <translation>Follows the time. Click to pin the view to what it shows now.</translation>
    </message>
    <message>
        <source>Festgehalten bei LIVE. Klicken lässt die Ansicht wieder der Zeit folgen.</source>
        <translation>Pinned to LIVE. Click to let the view follow the time again.</translation>
    </message>
    <message>
        <source>Festgehalten bei {0}. Klicken lässt die Ansicht wieder der Zeit folgen.</source>
        <translation>Pinned to {0}. Click to let the view follow the time again.</translation>
    </message>
    <message>
        <source>LIVE festgehalten: folgt nicht der Zeit der Konsole</source>
        <translation>Pinned to LIVE: does not follow the time of the console</translation>
    </message>
    <message>
        <source>LIVE festgehalten</source>
        <translation>Pinned to LIVE</translation>
    </message>
    <message>
        <source>LIVE: Diese Ansicht zeigt immer die Gegenwart, ihre Vergangenheit wird nicht aufgezeichnet</source>
        <translation>LIVE: this view always shows the present, its past is not recorded</translation>
    </message>
    <message>
        <source>LIVE: Diese Ansicht zeigt immer die Gegenwart</source>
        <translation>LIVE: this view always shows the present</translation>
    </message>
    <message>
        <source>NICHT LIVE, festgehalten bei {0}</source>
        <translation>NOT LIVE, pinned to {0}</translation>
    </message>
    <message>
        <source>Festgehalten bei {0}</source>
        <translation>Pinned to {0}</translation>
    </message>
</context>
<context>
    <name>points</name>
    <message>
        <source>{0} von {1} Datenpunkten</source>
        <translation>{0} of {1} points</translation>
    </message>
    <message>
        <source>{0} und {1} weitere</source>
        <translation>{0} and {1} more</translation>
    </message>
    <message numerus="yes">
        <source>%n auffällig</source>
        <translation>
            <numerusform>%n abnormal</numerusform>
            <numerusform>%n abnormal</numerusform>
        </translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Datenpunkt</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Gerät</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>Wert</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Einheit</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Güte</source>
        <translation>Quality</translation>
    </message>
    <message>
        <source>Alter</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Letzte Stunde</source>
        <translation>Last hour</translation>
    </message>
    <message>
        <source>Standort</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Stadtbezirk</source>
        <translation>District</translation>
    </message>
    <message>
        <source>Quelle</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Handlungsfeld</source>
        <translation>Field of action</translation>
    </message>
    <message>
        <source>Kennung</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Ohne Gruppen</source>
        <translation>No groups</translation>
    </message>
    <message>
        <source>Nach Handlungsfeld</source>
        <translation>By field of action</translation>
    </message>
    <message>
        <source>Nach Stadtbezirk</source>
        <translation>By district</translation>
    </message>
    <message>
        <source>Nach Standort</source>
        <translation>By site</translation>
    </message>
    <message>
        <source>Nach Quelle</source>
        <translation>By source</translation>
    </message>
    <message>
        <source>Nach Gerätetyp</source>
        <translation>By device type</translation>
    </message>
    <message>
        <source>Gemessen (UTC)</source>
        <translation>Measured (UTC)</translation>
    </message>
    <message>
        <source>ohne Wert</source>
        <translation>no value</translation>
    </message>
    <message>
        <source>veraltet</source>
        <translation>stale</translation>
    </message>
    <message>
        <source>1 Datenpunkt</source>
        <translation>1 point</translation>
    </message>
    <message>
        <source>{0} Datenpunkte</source>
        <translation>{0} points</translation>
    </message>
    <message>
        <source>Grenzwert</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>S: Dieser Wert ist simuliert.</source>
        <translation>S: this value is simulated.</translation>
    </message>
    <message>
        <source>Gemessen</source>
        <translation>Measured</translation>
    </message>
    <message>
        <source>Empfangen</source>
        <translation>Received</translation>
    </message>
</context>
<context>
    <name>project</name>
    <message>
        <source>Termine</source>
        <translation>Schedule</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Umfang</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>Risiken</source>
        <translation>Risks</translation>
    </message>
    <message>
        <source>Aktualität</source>
        <translation>Freshness</translation>
    </message>
    <message>
        <source>Nachweis</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>belegt</source>
        <translation>proven</translation>
    </message>
    <message>
        <source>noch nicht belegt</source>
        <translation>not proven yet</translation>
    </message>
    <message>
        <source>kein Wert</source>
        <translation>no value</translation>
    </message>
    <message>
        <source>Abfrage ungültig</source>
        <translation>query invalid</translation>
    </message>
    <message>
        <source>ohne Zielwert</source>
        <translation>without a target</translation>
    </message>
    <message>
        <source>{0} von {1}</source>
        <translation>{0} of {1}</translation>
    </message>
    <message>
        <source>seit {0} Tag überfällig</source>
        <translation>overdue for {0} day</translation>
    </message>
    <message>
        <source>seit {0} Tagen überfällig</source>
        <translation>overdue for {0} days</translation>
    </message>
</context>
<context>
    <name>risks</name>
    <message>
        <source>Nr.</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Unter dieser Nummer steht es in der Matrix.</source>
        <translation>It has this number in the matrix.</translation>
    </message>
    <message>
        <source>Produkt</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Wahrscheinlichkeit mal Auswirkung, 1 bis 25.</source>
        <translation>Probability times impact, 1 to 25.</translation>
    </message>
    <message>
        <source>Risiko</source>
        <translation>Risk</translation>
    </message>
    <message>
        <source>Projekt</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Bewegung</source>
        <translation>Movement</translation>
    </message>
    <message>
        <source>Was sich in den letzten 90 Tagen geändert hat.</source>
        <translation>What has changed in the last 90 days.</translation>
    </message>
    <message>
        <source>Stand</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Umgang</source>
        <translation>Response</translation>
    </message>
    <message>
        <source>Maßnahme</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>Verantwortlich</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Prüfen am</source>
        <translation>Review on</translation>
    </message>
    <message>
        <source>Zu erwartender Schaden</source>
        <translation>Expected damage</translation>
    </message>
    <message>
        <source>Schaden im Eintritt mal Wahrscheinlichkeit, in €.</source>
        <translation>Damage if it occurs times probability, in €.</translation>
    </message>
    <message>
        <source>Zu erwartender Verzug</source>
        <translation>Expected delay</translation>
    </message>
    <message>
        <source>Verzug im Eintritt mal Wahrscheinlichkeit, in Arbeitstagen.</source>
        <translation>Delay if it occurs times probability, in working days.</translation>
    </message>
    <message>
        <source>neu</source>
        <translation>new</translation>
    </message>
    <message>
        <source>Auswirkung (1 sehr gering bis 5 sehr hoch)</source>
        <translation>Impact (1 very low to 5 very high)</translation>
    </message>
    <message>
        <source>Eintrittswahrscheinlichkeit (1 bis 5)</source>
        <translation>Probability (1 to 5)</translation>
    </message>
    <message>
        <source>Erhöht ab {0}, hoch ab {1}. Pfeile zeigen die Bewegung in 90 Tagen; ! eingetreten, ✓ erledigt.</source>
        <translation>Raised from {0}, high from {1}. Arrows show the movement in 90 days; ! occurred, ✓ resolved.</translation>
    </message>
    <message>
        <source>hoch</source>
        <translation>high</translation>
    </message>
    <message>
        <source>erhöht</source>
        <translation>raised</translation>
    </message>
    <message>
        <source>gering</source>
        <translation>low</translation>
    </message>
    <message>
        <source>+ neu</source>
        <translation>+ new</translation>
    </message>
    <message>
        <source>↗ gestiegen</source>
        <translation>↗ higher</translation>
    </message>
    <message>
        <source>↘ gesunken</source>
        <translation>↘ lower</translation>
    </message>
    <message>
        <source>↔ verschoben</source>
        <translation>↔ moved</translation>
    </message>
    <message>
        <source>→ unverändert</source>
        <translation>→ unchanged</translation>
    </message>
    <message>
        <source>✓ erledigt</source>
        <translation>✓ resolved</translation>
    </message>
    <message>
        <source>In den letzten 90 Tagen dazugekommen.</source>
        <translation>Added in the last 90 days.</translation>
    </message>
    <message>
        <source>In den letzten 90 Tagen erledigt.</source>
        <translation>Resolved in the last 90 days.</translation>
    </message>
    <message>
        <source>Stand vor 90 Tagen an derselben Stelle.</source>
        <translation>Was in the same place 90 days ago.</translation>
    </message>
    <message>
        <source>Vor 90 Tagen: Wahrscheinlichkeit {0}, Auswirkung {1}, Produkt {2}.</source>
        <translation>90 days ago: probability {0}, impact {1}, score {2}.</translation>
    </message>
    <message>
        <source>{0}, seit 1 Tag überfällig</source>
        <translation>{0}, overdue for 1 day</translation>
    </message>
    <message>
        <source>{0}, seit {1} Tagen überfällig</source>
        <translation>{0}, overdue for {1} days</translation>
    </message>
    <message>
        <source>{0} AT</source>
        <translation>{0} wd</translation>
    </message>
    <message>
        <source>{0} Arbeitstage</source>
        <translation>{0} working days</translation>
    </message>
    <message>
        <source>Im Eintritt: {0} Schaden, {1} Verzug.</source>
        <translation>If it occurs: {0} damage, {1} delay.</translation>
    </message>
    <message>
        <source>Zu erwarten ist das mal der Wahrscheinlichkeit der Klasse {0}.</source>
        <translation>To be expected is that times the chance of class {0}.</translation>
    </message>
    <message>
        <source>Wahrscheinlichkeit {0} × Auswirkung {1} = {2}, {3}</source>
        <translation>Probability {0} × impact {1} = {2}, {3}</translation>
    </message>
    <message>
        <source>Zu erwartender Schaden: {0}</source>
        <translation>Expected damage: {0}</translation>
    </message>
    <message>
        <source>Prüfen: {0}</source>
        <translation>Review: {0}</translation>
    </message>
</context>
<context>
    <name>rooms</name>
    <message>
        <source>Der Bestand konnte nicht gelesen werden: {0}</source>
        <translation>The inventory could not be read: {0}</translation>
    </message>
    <message>
        <source>Stand vom {0}; geändert wird nur im Live-Betrieb.</source>
        <translation>As of {0}; changes are possible in live mode only.</translation>
    </message>
    <message>
        <source>In der Vergangenheit lässt sich nichts ändern.</source>
        <translation>Nothing can be changed in the past.</translation>
    </message>
    <message>
        <source>Die letzte Änderung läuft noch.</source>
        <translation>The last change is still running.</translation>
    </message>
    <message>
        <source>Wird gespeichert …</source>
        <translation>Saving …</translation>
    </message>
    <message>
        <source>Das geht nicht: {0}</source>
        <translation>That is not possible: {0}</translation>
    </message>
    <message>
        <source>Zeichnung speichern</source>
        <translation>Save drawing</translation>
    </message>
    <message>
        <source>{file} konnte nicht geschrieben werden: {reason}</source>
        <translation>{file} could not be written: {reason}</translation>
    </message>
    <message>
        <source>Gespeichert: {0}</source>
        <translation>Saved: {0}</translation>
    </message>
    <message>
        <source>Werkzeuge des Grundrisses</source>
        <translation>Tools for the floor plan</translation>
    </message>
    <message>
        <source>Eine Etage höher</source>
        <translation>One floor up</translation>
    </message>
    <message>
        <source>Eine Etage tiefer</source>
        <translation>One floor down</translation>
    </message>
    <message>
        <source>Alles zeigen</source>
        <translation>Show everything</translation>
    </message>
    <message>
        <source>Vergrößern</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>Verkleinern</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>Messen</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>Reichweite der Access Points</source>
        <translation>Range of the access points</translation>
    </message>
    <message>
        <source>Geräte ohne Lage zeigen</source>
        <translation>Show assets without a position</translation>
    </message>
    <message>
        <source>Aus dem Grundriss nehmen …</source>
        <translation>Take off the floor plan …</translation>
    </message>
    <message>
        <source>Bild des Grundrisses wählen …</source>
        <translation>Choose picture of the floor plan …</translation>
    </message>
    <message>
        <source>Maßstab setzen …</source>
        <translation>Set scale …</translation>
    </message>
    <message>
        <source>Als SVG speichern …</source>
        <translation>Save as SVG …</translation>
    </message>
    <message>
        <source>Als PNG speichern …</source>
        <translation>Save as PNG …</translation>
    </message>
    <message>
        <source>Drucken …</source>
        <translation>Print …</translation>
    </message>
    <message>
        <source>Taste 0; Plus und Minus ändern die Größe.</source>
        <translation>Key 0; plus and minus change the size.</translation>
    </message>
    <message>
        <source>Jeder Klick setzt einen Punkt, Esc beendet.</source>
        <translation>Each click sets a point, Esc ends it.</translation>
    </message>
    <message>
        <source>Nur ein Anhalt: Wände sind nicht berücksichtigt.</source>
        <translation>Only a rough guide: walls are not taken into account.</translation>
    </message>
    <message>
        <source>Taste Entf; gemeint ist das ausgewählte Gerät.</source>
        <translation>Del key; applies to the selected asset.</translation>
    </message>
    <message>
        <source>Etage</source>
        <translation>Floor</translation>
    </message>
    <message>
        <source>Die Etage, die gezeigt wird.</source>
        <translation>The floor that is shown.</translation>
    </message>
    <message>
        <source>Arten von Geräten</source>
        <translation>Kinds of assets</translation>
    </message>
    <message>
        <source>Welche Arten von Geräten gezeigt werden.</source>
        <translation>Which kinds of assets are shown.</translation>
    </message>
    <message>
        <source>Reichweite eines Access Points</source>
        <translation>Range of an access point</translation>
    </message>
    <message>
        <source>Reichweite eines Access Points in Metern; nur ein Anhalt.</source>
        <translation>Range of an access point in metres; only a rough guide.</translation>
    </message>
    <message>
        <source>Die Bilddatei „{0}“ fehlt im Ordner der Grundrisse.</source>
        <translation>The picture file “{0}” is missing from the folder of floor plans.</translation>
    </message>
    <message>
        <source>Die Bilddatei „{0}“ lässt sich nicht lesen.</source>
        <translation>The picture file “{0}” cannot be read.</translation>
    </message>
    <message>
        <source>Im Grundriss liegt das Gerät nicht in seinem Raum.</source>
        <translation>In the floor plan the asset is not in its room.</translation>
    </message>
    <message>
        <source>{0} ohne Lage</source>
        <translation>{0} unplaced</translation>
    </message>
    <message>
        <source>Räume ohne Umriss im Grundriss</source>
        <translation>Rooms without an outline in the floor plan</translation>
    </message>
    <message>
        <source>frei</source>
        <translation>free</translation>
    </message>
    <message>
        <source>{0} Anschlüsse: {1} belegt, {2} frei</source>
        <translation>{0} ports: {1} in use, {2} free</translation>
    </message>
    <message>
        <source>davon {0} geplant</source>
        <translation>{0} of them planned</translation>
    </message>
    <message>
        <source>Es ist kein Drucker eingerichtet. Bitte speichern Sie als SVG.</source>
        <translation>No printer is set up. Please save as SVG.</translation>
    </message>
    <message>
        <source>Grenze: ein Stromkreis mit 16 A bei 230 V.</source>
        <translation>Limit: one circuit with 16 A at 230 V.</translation>
    </message>
    <message>
        <source>Daneben oder ohne Höheneinheit</source>
        <translation>Beside, or without a rack unit</translation>
    </message>
    <message>
        <source>{0} von {1} HE belegt</source>
        <translation>{0} of {1} U in use</translation>
    </message>
    <message>
        <source>{0} von {1}</source>
        <translation>{0} of {1}</translation>
    </message>
    <message>
        <source>{0} zu viel</source>
        <translation>{0} too much</translation>
    </message>
    <message>
        <source>{0} Geräte kollidieren</source>
        <translation>{0} assets collide</translation>
    </message>
    <message>
        <source>Werkzeuge der Schränke</source>
        <translation>Tools for the racks</translation>
    </message>
    <message>
        <source>Lager zeigen</source>
        <translation>Show storage</translation>
    </message>
    <message>
        <source>Aus dem Schrank nehmen …</source>
        <translation>Take out of the rack …</translation>
    </message>
</context>
<context>
    <name>rule_editor</name>
    <message>
        <source>Alarme</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>So oft wäre alarmiert worden.</source>
        <translation>How often there would have been an alarm.</translation>
    </message>
    <message>
        <source>je Tag</source>
        <translation>per day</translation>
    </message>
    <message>
        <source>Alarme für jeden Tag, von dem es Werte gibt.</source>
        <translation>Alarms for each day of which there are values.</translation>
    </message>
    <message>
        <source>kehren wieder</source>
        <translation>recurring</translation>
    </message>
    <message>
        <source>Neue Alarme binnen 5 min nach dem Ende des vorigen (Flattern).</source>
        <translation>New alarms within 5 min after the previous one ended (chattering).</translation>
    </message>
    <message>
        <source>Fluten</source>
        <translation>Floods</translation>
    </message>
    <message>
        <source>10-Minuten-Abschnitte mit mehr als 10 Alarmen dieser Regel.</source>
        <translation>Periods of 10 minutes with more than 10 alarms of this rule.</translation>
    </message>
    <message>
        <source>längster</source>
        <translation>longest</translation>
    </message>
    <message>
        <source>So lange stand der längste Alarm.</source>
        <translation>How long the longest alarm was active.</translation>
    </message>
    <message>
        <source>üblich</source>
        <translation>typical</translation>
    </message>
    <message>
        <source>Die Hälfte der Alarme stand kürzer (Median).</source>
        <translation>Half of the alarms were active for less (median).</translation>
    </message>
    <message>
        <source>gestanden</source>
        <translation>time active</translation>
    </message>
    <message>
        <source>So lange standen Alarme zusammen.</source>
        <translation>How long alarms were active in total.</translation>
    </message>
    <message>
        <source>gleich</source>
        <translation>equal</translation>
    </message>
    <message>
        <source>fast gleich</source>
        <translation>nearly equal</translation>
    </message>
    <message>
        <source>{0} mehr</source>
        <translation>{0} more</translation>
    </message>
    <message>
        <source>{0} weniger</source>
        <translation>{0} fewer</translation>
    </message>
    <message>
        <source>{0} länger</source>
        <translation>{0} longer</translation>
    </message>
    <message>
        <source>{0} kürzer</source>
        <translation>{0} shorter</translation>
    </message>
    <message>
        <source>bis ihn jemand zurücksetzt</source>
        <translation>until somebody resets it</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Eine gespeicherte Regel behält ihre Art; ihr Name sagt sie.</source>
        <translation>A saved rule keeps its kind; its name says it.</translation>
    </message>
    <message>
        <source>Formel</source>
        <translation>Formula</translation>
    </message>
    <message>
        <source>Datenpunkte in eckigen Klammern, wie in den Verläufen; wahr ist 1, falsch 0.</source>
        <translation>Points in square brackets, as in the trends; true is 1, false 0.</translation>
    </message>
    <message>
        <source>Gestörte Zustände</source>
        <translation>Fault states</translation>
    </message>
    <message>
        <source>In diesen Zuständen steht der Alarm.</source>
        <translation>In these states the alarm is active.</translation>
    </message>
    <message>
        <source>Meldung</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Was falsch ist, in einem Satz.</source>
        <translation>What is wrong, in one sentence.</translation>
    </message>
    <message>
        <source>Gesetzlicher Grenzwert</source>
        <translation>Legal limit</translation>
    </message>
    <message>
        <source>Gibt Grenze und Grundlage vor und folgt dem Gesetz.</source>
        <translation>Sets limit and basis and follows the law.</translation>
    </message>
    <message>
        <source>Sollwert aus</source>
        <translation>Setpoint from</translation>
    </message>
    <message>
        <source>Grenze aus</source>
        <translation>Limit from</translation>
    </message>
    <message>
        <source>Ein Datenpunkt derselben Einheit, dessen Wert zählt; leer: keiner.</source>
        <translation>A point of the same unit whose value counts; empty: none.</translation>
    </message>
    <message>
        <source>Sollwert</source>
        <translation>Setpoint</translation>
    </message>
    <message>
        <source>Zeitspanne</source>
        <translation>Time span</translation>
    </message>
    <message>
        <source>Verglichen wird mit dem Wert, der so lange zurückliegt.</source>
        <translation>The value is compared with the one this long ago.</translation>
    </message>
    <message>
        <source>Längste Stille</source>
        <translation>Longest silence</translation>
    </message>
    <message>
        <source>So lange darf kein neuer Wert kommen, während die Quelle liefert.</source>
        <translation>How long no new value may come while the source delivers.</translation>
    </message>
    <message>
        <source>Totband</source>
        <translation>Deadband</translation>
    </message>
    <message>
        <source>So weit muss der Wert zurück, bevor der Alarm endet.</source>
        <translation>How far the value must return before the alarm ends.</translation>
    </message>
    <message>
        <source>Einschalt­verzögerung</source>
        <translation>On-delay</translation>
    </message>
    <message>
        <source>So lange muss die Grenze verletzt sein, bevor alarmiert wird.</source>
        <translation>How long the limit must be violated before an alarm is raised.</translation>
    </message>
    <message>
        <source>Ausschalt­verzögerung</source>
        <translation>Off-delay</translation>
    </message>
    <message>
        <source>So lange muss der Wert zurück sein, bevor der Alarm endet.</source>
        <translation>How long the value must be back before the alarm ends.</translation>
    </message>
    <message>
        <source>Größter Abstand</source>
        <translation>Greatest deviation</translation>
    </message>
    <message>
        <source>Größte Änderung</source>
        <translation>Greatest change</translation>
    </message>
    <message>
        <source>Zuschlag</source>
        <translation>Margin</translation>
    </message>
    <message>
        <source>Grenze</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Darunter wird alarmiert.</source>
        <translation>Below this an alarm is raised.</translation>
    </message>
    <message>
        <source>Darüber wird alarmiert.</source>
        <translation>Above this an alarm is raised.</translation>
    </message>
    <message>
        <source>Dringlichkeit</source>
        <translation>Urgency</translation>
    </message>
    <message>
        <source>Was geschieht, wenn niemand handelt, und wie viel Zeit bleibt.</source>
        <translation>What happens if nobody acts, and how much time is left.</translation>
    </message>
    <message>
        <source>Maßnahme</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Was zu tun ist, Schritt für Schritt.</source>
        <translation>What is to be done, step by step.</translation>
    </message>
    <message>
        <source>Folge in Worten</source>
        <translation>Consequence in words</translation>
    </message>
    <message>
        <source>Was geschieht, wenn niemand handelt.</source>
        <translation>What happens if nobody acts.</translation>
    </message>
    <message>
        <source>Begründung</source>
        <translation>Rationale</translation>
    </message>
    <message>
        <source>Warum es diese Regel gibt, und warum mit dieser Dringlichkeit.</source>
        <translation>Why there is this rule, and why with this urgency.</translation>
    </message>
    <message>
        <source>Ansprechpartner</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Wer helfen kann, mit Telefonnummer.</source>
        <translation>Who can help, with a phone number.</translation>
    </message>
    <message>
        <source>Grundlage</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Gesetz, Norm oder Beschluss, mit seinem Datum.</source>
        <translation>Law, standard or decision, with its date.</translation>
    </message>
    <message>
        <source>Bleibt stehen</source>
        <translation>Latches</translation>
    </message>
    <message>
        <source>Der Alarm bleibt nach seinem Ende, bis ihn jemand zurücksetzt.</source>
        <translation>The alarm stays after its end until somebody resets it.</translation>
    </message>
    <message>
        <source>Erneut nach</source>
        <translation>Re-alarm after</translation>
    </message>
    <message>
        <source>Ein quittierter Alarm, der so lange noch steht, meldet sich erneut; 0: nie.</source>
        <translation>An acknowledged alarm that is active for this long calls again; 0: never.</translation>
    </message>
    <message>
        <source>Höchstens so oft</source>
        <translation>At most this often</translation>
    </message>
    <message>
        <source>0: ohne Grenze.</source>
        <translation>0: no limit.</translation>
    </message>
    <message>
        <source>In Kraft</source>
        <translation>In force</translation>
    </message>
    <message>
        <source>Außerhalb dieser Zeiten ist der Alarm unterdrückt.</source>
        <translation>Outside these times the alarm is suppressed.</translation>
    </message>
    <message>
        <source>Unterdrückt durch</source>
        <translation>Suppressed by</translation>
    </message>
    <message>
        <source>Solange einer dieser Alarme steht, erklärt er diesen.</source>
        <translation>While one of these alarms is active, it explains this one.</translation>
    </message>
    <message>
        <source>Gruppe</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>In ihr wird der zuerst gekommene Alarm gesucht; leer: Netz und Ort entscheiden.</source>
        <translation>The first-out alarm is looked for within it; empty: network and place decide.</translation>
    </message>
    <message>
        <source>bisher</source>
        <translation>so far</translation>
    </message>
    <message>
        <source>künftig</source>
        <translation>from now on</translation>
    </message>
    <message>
        <source>in beiden</source>
        <translation>in both</translation>
    </message>
    <message>
        <source>entfällt</source>
        <translation>disappears</translation>
    </message>
    <message>
        <source>neu</source>
        <translation>new</translation>
    </message>
    <message>
        <source>HIHI: weit über der Grenze</source>
        <translation>HIHI: far above the limit</translation>
    </message>
    <message>
        <source>HI: über der Grenze</source>
        <translation>HI: above the limit</translation>
    </message>
    <message>
        <source>LO: unter der Grenze</source>
        <translation>LO: below the limit</translation>
    </message>
    <message>
        <source>LOLO: weit unter der Grenze</source>
        <translation>LOLO: far below the limit</translation>
    </message>
    <message>
        <source>Abweichung vom Sollwert</source>
        <translation>Deviation from the setpoint</translation>
    </message>
    <message>
        <source>Änderung in einer Zeitspanne</source>
        <translation>Rate of change: change in a time span</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Stille: keine neuen Werte</source>
        <translation>Silence: no new values</translation>
    </message>
    <message>
        <source>Formel über Datenpunkte</source>
        <translation>Formula of points</translation>
    </message>
    <message>
        <source>Verbindung</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>vom Server beurteilt</source>
        <translation>judged by the server</translation>
    </message>
    <message>
        <source>keine</source>
        <translation>none</translation>
    </message>
    <message>
        <source>gering</source>
        <translation>minor</translation>
    </message>
    <message>
        <source>spürbar</source>
        <translation>noticeable</translation>
    </message>
    <message>
        <source>groß</source>
        <translation>major</translation>
    </message>
    <message>
        <source>Menschen</source>
        <translation>people</translation>
    </message>
    <message>
        <source>Nichts, was jemand verhindern könnte: ein Ereignis, kein Alarm.</source>
        <translation>Nothing that anybody could prevent: an event, no alarm.</translation>
    </message>
    <message>
        <source>Für wenige lästig, oder etwas mehr Arbeit.</source>
        <translation>A nuisance for few, or a little more work.</translation>
    </message>
    <message>
        <source>Für viele wird ein Dienst schlechter, oder etwas nimmt Schaden.</source>
        <translation>A service gets worse for many, or something is damaged.</translation>
    </message>
    <message>
        <source>Für viele fällt ein Dienst aus, oder ein Gesetz wird verletzt.</source>
        <translation>A service fails for many, or a law is broken.</translation>
    </message>
    <message>
        <source>Menschen können zu Schaden kommen.</source>
        <translation>People may come to harm.</translation>
    </message>
    <message>
        <source>über 2 h</source>
        <translation>over 2 h</translation>
    </message>
    <message>
        <source>bis 2 h</source>
        <translation>up to 2 h</translation>
    </message>
    <message>
        <source>bis 30 min</source>
        <translation>up to 30 min</translation>
    </message>
    <message>
        <source>bis 5 min</source>
        <translation>up to 5 min</translation>
    </message>
    <message>
        <source>Abstand zum Sollwert</source>
        <translation>Deviation from the setpoint</translation>
    </message>
    <message>
        <source>Betrag der Änderung</source>
        <translation>Amount of change</translation>
    </message>
    <message>
        <source>Zeit seit dem letzten Wert</source>
        <translation>Time since the last value</translation>
    </message>
    <message>
        <source>Ergebnis der Formel</source>
        <translation>Result of the formula</translation>
    </message>
    <message>
        <source>Abstand zum Bezugswert</source>
        <translation>Difference from the reference value</translation>
    </message>
    <message>
        <source>{tier} · bekannt sind {share} der Zeit</source>
        <translation>{tier} · {share} of the time is known</translation>
    </message>
    <message numerus="yes">
        <source>%n Lücke(n), die längste {longest}</source>
        <translation>
            <numerusform>%n gap, the longest {longest}</numerusform>
            <numerusform>%n gaps, the longest {longest}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n neu</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entfällt</source>
        <translation>
            <numerusform>%n disappears</numerusform>
            <numerusform>%n disappear</numerusform>
        </translation>
    </message>
    <message>
        <source>aus {before} werden {after}</source>
        <translation>{before} become {after}</translation>
    </message>
    <message>
        <source>Gerechnet aus je einem äußersten und einem letzten Wert je {spacing}.</source>
        <translation>Computed from one extreme and one last value per {spacing}.</translation>
    </message>
    <message>
        <source>Die Vergangenheit ist gröber aufgezeichnet ({spacing}) als die Verzögerungen der Regel: Kurze Alarme fehlen hier.</source>
        <translation>The past is recorded more coarsely ({spacing}) than the delays of the rule: short alarms are missing here.</translation>
    </message>
    <message>
        <source>Früher wurde nur alle {spacing} aufgezeichnet, heute öfter.</source>
        <translation>Formerly values were recorded every {spacing} only, today more often.</translation>
    </message>
    <message>
        <source>Ein Teil der Zeit fehlt; „je Tag“ zählt nur Zeit mit Werten.</source>
        <translation>A part of the time is missing; “per day” only counts time with values.</translation>
    </message>
    <message>
        <source>Für diese Zeit ist nichts aufgezeichnet.</source>
        <translation>Nothing is recorded for this time.</translation>
    </message>
    <message>
        <source>Der Zeitplan der Regel und Wartungsfenster sind nicht berücksichtigt.</source>
        <translation>The schedule of the rule and maintenance windows are not taken into account.</translation>
    </message>
    <message>
        <source>Alarme, die diesen unterdrücken, sind nicht berücksichtigt.</source>
        <translation>Alarms that suppress this one are not taken into account.</translation>
    </message>
    <message>
        <source>Für die ganze Zeit gilt der heutige gesetzliche Grenzwert.</source>
        <translation>Today’s legal limit is used for all of the time.</translation>
    </message>
</context>
<context>
    <name>rules</name>
    <message>
        <source>{n} geändert</source>
        <translation>{n} changed</translation>
    </message>
    <message>
        <source>{n} neu</source>
        <translation>{n} new</translation>
    </message>
    <message>
        <source>{n} entfernt</source>
        <translation>{n} removed</translation>
    </message>
    <message>
        <source>kein Unterschied</source>
        <translation>no difference</translation>
    </message>
    <message>
        <source>neu: {limit}</source>
        <translation>new: {limit}</translation>
    </message>
    <message>
        <source>entfernt</source>
        <translation>removed</translation>
    </message>
    <message>
        <source>Priorität</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Datenpunkt</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Grenze</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Totband</source>
        <translation>Deadband</translation>
    </message>
    <message>
        <source>Meldung</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Maßnahme</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Folge</source>
        <translation>Consequence</translation>
    </message>
    <message>
        <source>Reaktionszeit</source>
        <translation>Time to respond</translation>
    </message>
    <message>
        <source>Grundlage</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Besonderes</source>
        <translation>Particulars</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Geändert</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Von</source>
        <translation>By</translation>
    </message>
    <message>
        <source>Warum</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Kennung</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Ab hier wird alarmiert, in der Einheit des Datenpunkts</source>
        <translation>From here on an alarm is raised, in the unit of the point</translation>
    </message>
    <message>
        <source>So weit muss der Wert zurück, bevor der Alarm endet; Einheit des Datenpunkts</source>
        <translation>How far the value must return before the alarm ends; unit of the point</translation>
    </message>
    <message>
        <source>Verzögerung</source>
        <translation>Delays</translation>
    </message>
    <message>
        <source>An / aus: So lange muss die Grenze verletzt, und danach der Wert zurück sein</source>
        <translation>On / off: how long the limit must be violated, and afterwards the value be back</translation>
    </message>
    <message>
        <source>Was geschieht, wenn niemand handelt</source>
        <translation>What happens if nobody acts</translation>
    </message>
    <message>
        <source>Was Menschen gegenüber dem Profil geändert haben</source>
        <translation>What people have changed in comparison with the profile</translation>
    </message>
    <message>
        <source>Die Datei ist zu groß für einen Regelsatz.</source>
        <translation>The file is too large for a rule set.</translation>
    </message>
    <message>
        <source>Die Datei ist nicht in UTF-8 gespeichert.</source>
        <translation>The file is not saved as UTF-8.</translation>
    </message>
    <message>
        <source>{n} Regeln</source>
        <translation>{n} rules</translation>
    </message>
    <message>
        <source>{n} von {total} Regeln</source>
        <translation>{n} of {total} rules</translation>
    </message>
    <message>
        <source>Nicht übernommen: {reason}</source>
        <translation>Not taken over: {reason}</translation>
    </message>
    <message>
        <source>Schließen</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>In Kraft: {why}</source>
        <translation>In force: {why}</translation>
    </message>
    <message>
        <source>Rückgängig</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Wer was geändert hat, ist gerade nicht bekannt: {reason}</source>
        <translation>Who changed what is not known at the moment: {reason}</translation>
    </message>
    <message>
        <source>Nochmals lesen</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>Keine Regel passt zu dieser Suche.</source>
        <translation>No rule matches this search.</translation>
    </message>
    <message>
        <source>Filter zurücksetzen</source>
        <translation>Reset filter</translation>
    </message>
    <message>
        <source>Noch keine Regeln. Legen Sie eine an, oder importieren Sie einen Satz.</source>
        <translation>No rules yet. Create one, or import a rule set.</translation>
    </message>
    <message>
        <source>Neu …</source>
        <translation>New …</translation>
    </message>
    <message>
        <source>geändert</source>
        <translation>changed</translation>
    </message>
    <message>
        <source>neu</source>
        <translation>new</translation>
    </message>
    <message>
        <source>Ereignis</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>Geräte</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>Stadtbezirke</source>
        <translation>Districts</translation>
    </message>
    <message>
        <source>Handlungsfelder</source>
        <translation>Fields of action</translation>
    </message>
    <message>
        <source>Quellen</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>Datenpunkte</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>{names} und {n} weitere</source>
        <translation>{names} and {n} more</translation>
    </message>
    <message>
        <source>Stand</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Bereich</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>Beginn</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Ende</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Grund</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Auftrag</source>
        <translation>Work order</translation>
    </message>
    <message>
        <source>beendet</source>
        <translation>ended</translation>
    </message>
    <message>
        <source>läuft, noch {span}</source>
        <translation>running, {span} left</translation>
    </message>
    <message>
        <source>beginnt in {span}</source>
        <translation>starts in {span}</translation>
    </message>
    <message>
        <source>verloren</source>
        <translation>lost</translation>
    </message>
    <message>
        <source>{amount} in {span}</source>
        <translation>{amount} in {span}</translation>
    </message>
    <message>
        <source>± {amount} um {setpoint}</source>
        <translation>± {amount} around {setpoint}</translation>
    </message>
    <message>
        <source>keine</source>
        <translation>none</translation>
    </message>
    <message>
        <source>gering</source>
        <translation>minor</translation>
    </message>
    <message>
        <source>spürbar</source>
        <translation>noticeable</translation>
    </message>
    <message>
        <source>groß</source>
        <translation>major</translation>
    </message>
    <message>
        <source>Gefahr für Menschen</source>
        <translation>danger to people</translation>
    </message>
    <message>
        <source>über 2 h</source>
        <translation>over 2 h</translation>
    </message>
    <message>
        <source>30 min bis 2 h</source>
        <translation>30 min to 2 h</translation>
    </message>
    <message>
        <source>5 bis 30 min</source>
        <translation>5 to 30 min</translation>
    </message>
    <message>
        <source>unter 5 min</source>
        <translation>under 5 min</translation>
    </message>
    <message>
        <source>täglich</source>
        <translation>daily</translation>
    </message>
    <message>
        <source>ja</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>nein</source>
        <translation>no</translation>
    </message>
    <message>
        <source>hält</source>
        <translation>latches</translation>
    </message>
    <message>
        <source>ruft erneut nach {span}</source>
        <translation>calls again after {span}</translation>
    </message>
    <message>
        <source>still bei {alarms}</source>
        <translation>suppressed by {alarms}</translation>
    </message>
    <message>
        <source>Einschaltverzögerung</source>
        <translation>On-delay</translation>
    </message>
    <message>
        <source>Ausschaltverzögerung</source>
        <translation>Off-delay</translation>
    </message>
    <message>
        <source>Zustände</source>
        <translation>States</translation>
    </message>
    <message>
        <source>Nur Ereignis</source>
        <translation>Event only</translation>
    </message>
    <message>
        <source>Bezugspunkt</source>
        <translation>Reference point</translation>
    </message>
    <message>
        <source>Sollwert</source>
        <translation>Setpoint</translation>
    </message>
    <message>
        <source>Zeitspanne</source>
        <translation>Time span</translation>
    </message>
    <message>
        <source>Formel</source>
        <translation>Formula</translation>
    </message>
    <message>
        <source>Gesetzlicher Grenzwert</source>
        <translation>Legal limit</translation>
    </message>
    <message>
        <source>Hält bis zum Zurücksetzen</source>
        <translation>Latches until reset</translation>
    </message>
    <message>
        <source>Ruft erneut nach</source>
        <translation>Calls again after</translation>
    </message>
    <message>
        <source>Ruft erneut höchstens</source>
        <translation>Calls again at most</translation>
    </message>
    <message>
        <source>Zeitplan</source>
        <translation>Schedule</translation>
    </message>
    <message>
        <source>Still bei</source>
        <translation>Suppressed by</translation>
    </message>
    <message>
        <source>Gruppe</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Folge in Worten</source>
        <translation>Consequence in words</translation>
    </message>
    <message>
        <source>Begründung</source>
        <translation>Rationale</translation>
    </message>
    <message>
        <source>Ansprechpartner</source>
        <translation>Contact</translation>
    </message>
</context>
<context>
    <name>schools</name>
    <message>
        <source>{0} Mbit/s für alle</source>
        <translation>{0} Mbit/s for all</translation>
    </message>
    <message>
        <source>Schülerinnen und Schüler</source>
        <translation>Pupils</translation>
    </message>
    <message>
        <source>So steht es an der Schule.</source>
        <translation>As given at the school.</translation>
    </message>
    <message>
        <source>Lernende je Gerät</source>
        <translation>Learners per device</translation>
    </message>
    <message>
        <source>Access Points je Raum</source>
        <translation>Access points per room</translation>
    </message>
    <message>
        <source>Anschluss je Raum</source>
        <translation>Internet line per room</translation>
    </message>
    <message>
        <source>Mbit/s je Kopf</source>
        <translation>Mbit/s per head</translation>
    </message>
    <message>
        <source>Download geteilt durch Lernende; ein Ziel ist nicht bekannt.</source>
        <translation>Download divided by learners; no target is known.</translation>
    </message>
    <message>
        <source>Displays je Raum</source>
        <translation>Displays per room</translation>
    </message>
    <message>
        <source>Geräte: {0}</source>
        <translation>Assets: {0}</translation>
    </message>
    <message>
        <source>Mittleres Alter</source>
        <translation>Average age</translation>
    </message>
    <message>
        <source>Jahre</source>
        <translation>years</translation>
    </message>
    <message>
        <source>Median über die benutzten Geräte, vom Tag des Kaufs an.</source>
        <translation>Median of the assets in use, from the day of purchase.</translation>
    </message>
    <message>
        <source>Ohne Unterstützung</source>
        <translation>Without support</translation>
    </message>
    <message>
        <source>Ohne Gewährleistung</source>
        <translation>Without warranty</translation>
    </message>
    <message>
        <source>Stand der Geräte: {0}.</source>
        <translation>Assets as of: {0}.</translation>
    </message>
    <message>
        <source>Stand der Zahlen der Schule: {0}.</source>
        <translation>Figures of the school as of: {0}.</translation>
    </message>
    <message>
        <source>verfehlt in {0} von {1} Schulen</source>
        <translation>missed in {0} of {1} schools</translation>
    </message>
    <message>
        <source>Gezählte Geräte: {0}. Ein Klick zeigt sie in der Tabelle.</source>
        <translation>Assets counted: {0}. A click shows them in the table.</translation>
    </message>
    <message>
        <source>unbekannt</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>Schule</source>
        <translation>School</translation>
    </message>
    <message>
        <source>Schulform</source>
        <translation>Type of school</translation>
    </message>
    <message>
        <source>Lernende</source>
        <translation>Learners</translation>
    </message>
    <message>
        <source>{0} von {1} verfehlt</source>
        <translation>{0} of {1} missed</translation>
    </message>
    <message>
        <source>je Gerät</source>
        <translation>per device</translation>
    </message>
    <message>
        <source>AP je Raum</source>
        <translation>AP per room</translation>
    </message>
    <message>
        <source>Mbit/s</source>
        <translation>Mbit/s</translation>
    </message>
    <message>
        <source>je Kopf</source>
        <translation>per head</translation>
    </message>
    <message>
        <source>Displays</source>
        <translation>Displays</translation>
    </message>
    <message>
        <source>Alter</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Befunde</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>Schülerinnen und Schüler, die sich ein Gerät teilen</source>
        <translation>Pupils who share one device</translation>
    </message>
    <message>
        <source>Access Points je Unterrichtsraum</source>
        <translation>Access points per classroom</translation>
    </message>
    <message>
        <source>Download des Anschlusses; beurteilt je Unterrichtsraum</source>
        <translation>Download of the internet line; judged per classroom</translation>
    </message>
    <message>
        <source>Download je Schülerin und Schüler, Mbit/s</source>
        <translation>Download per pupil, Mbit/s</translation>
    </message>
    <message>
        <source>Mittleres Alter (Median) der benutzten Geräte, Jahre</source>
        <translation>Average age (median) of the assets in use, years</translation>
    </message>
    <message>
        <source>Offene Befunde</source>
        <translation>Open findings</translation>
    </message>
    <message>
        <source>{0} statt {1}</source>
        <translation>{0} instead of {1}</translation>
    </message>
    <message>
        <source>{0} zu wenig</source>
        <translation>{0} too few</translation>
    </message>
    <message>
        <source>Stand der Geräte</source>
        <translation>Assets as of</translation>
    </message>
    <message>
        <source>Herkunft</source>
        <translation>Origin</translation>
    </message>
    <message>
        <source>Annahmen</source>
        <translation>Assumptions</translation>
    </message>
    <message>
        <source>Mbit/s je Raum</source>
        <translation>Mbit/s per room</translation>
    </message>
    <message>
        <source>Räume</source>
        <translation>Rooms</translation>
    </message>
    <message>
        <source>Geräte</source>
        <translation>Assets</translation>
    </message>
    <message>
        <source>Ziel</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>Urteil</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>Urteil AP</source>
        <translation>AP verdict</translation>
    </message>
    <message>
        <source>Alter (Jahre)</source>
        <translation>Age (years)</translation>
    </message>
    <message>
        <source>Ausstattung</source>
        <translation>Equipment</translation>
    </message>
    <message>
        <source>Geräte nach Jahr des Kaufs</source>
        <translation>Assets by year of purchase</translation>
    </message>
    <message>
        <source>Haushaltsjahr</source>
        <translation>Budget year</translation>
    </message>
    <message>
        <source>fällig</source>
        <translation>due</translation>
    </message>
    <message>
        <source>ersetzt</source>
        <translation>replaced</translation>
    </message>
    <message>
        <source>Kosten [€]</source>
        <translation>Cost [€]</translation>
    </message>
    <message>
        <source>davon eigen [€]</source>
        <translation>of which own [€]</translation>
    </message>
    <message>
        <source>verschoben</source>
        <translation>postponed</translation>
    </message>
    <message>
        <source>Kosten verschoben [€]</source>
        <translation>Cost postponed [€]</translation>
    </message>
    <message>
        <source>Ersatzbedarf nach Jahren</source>
        <translation>Replacement needs by year</translation>
    </message>
    <message>
        <source>Ersatzbedarf nach Arten [€]</source>
        <translation>Replacement needs by kind [€]</translation>
    </message>
    <message>
        <source>Ersatzbedarf nach Schulen [€]</source>
        <translation>Replacement needs by school [€]</translation>
    </message>
    <message>
        <source>zusammen</source>
        <translation>total</translation>
    </message>
    <message>
        <source>keine</source>
        <translation>none</translation>
    </message>
    <message>
        <source>Preise steigen um {0} % je Jahr, Geräte werden {1} Monate länger genutzt, Grenze je Jahr: {2}, Ersatz wird wieder ersetzt: {3}.</source>
        <translation>Prices rise by {0} % per year, assets are used for {1} months longer, limit per year: {2}, replacements are replaced again: {3}.</translation>
    </message>
    <message>
        <source>ja</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>nein</source>
        <translation>no</translation>
    </message>
    <message>
        <source>keine Geräte</source>
        <translation>no assets</translation>
    </message>
    <message>
        <source>höchstens {0}</source>
        <translation>at most {0}</translation>
    </message>
    <message>
        <source>mindestens {0}</source>
        <translation>at least {0}</translation>
    </message>
    <message>
        <source>Ziel {0}</source>
        <translation>target {0}</translation>
    </message>
    <message>
        <source>verfehlt</source>
        <translation>missed</translation>
    </message>
    <message>
        <source>erreicht</source>
        <translation>met</translation>
    </message>
    <message>
        <source>Mio. €</source>
        <translation>€ million</translation>
    </message>
    <message>
        <source>Gezählt sind Tablets, Notebooks und Arbeitsplatzrechner am Standort, die in Betrieb oder verliehen sind. Geräte für Lehrkräfte sind darunter.</source>
        <translation>Counted are tablets, notebooks and desktop computers at the site that are in service or lent. Devices for teachers are among them.</translation>
    </message>
    <message>
        <source>Gezählt sind Access Points am Standort, die in Betrieb sind, geteilt durch die Unterrichtsräume der Schule.</source>
        <translation>Counted are access points at the site that are in service, divided by the classrooms of the school.</translation>
    </message>
    <message>
        <source>Gezählt sind Displays und Beamer am Standort, die in Betrieb sind, geteilt durch die Unterrichtsräume der Schule. Ein Ziel ist nicht bekannt.</source>
        <translation>Counted are displays and projectors at the site that are in service, divided by the classrooms of the school. No target is known.</translation>
    </message>
    <message>
        <source>Download des Anschlusses, geteilt durch die Unterrichtsräume. Maßstab sind 30 Mbit/s je Klasse: Darunter galt eine Schule in der Breitbandförderung des Bundes 2018 als unterversorgt.</source>
        <translation>Download of the internet line, divided by the classrooms. The scale is 30 Mbit/s per class: below that, a school counted as underserved in the federal broadband funding of 2018.</translation>
    </message>
    <message>
        <source>Anteil der benutzten Geräte, deren Hersteller sie nicht mehr unterstützt.</source>
        <translation>Share of the assets in use that their manufacturers no longer support.</translation>
    </message>
    <message>
        <source>Anteil der benutzten Geräte, deren Gewährleistung abgelaufen ist.</source>
        <translation>Share of the assets in use whose warranty has ended.</translation>
    </message>
</context>
<context>
    <name>sounds</name>
    <message>
        <source>Kein Ton: Auf diesem Rechner ist keine Klangausgabe eingerichtet.</source>
        <translation>No sound: no sound output is set up on this computer.</translation>
    </message>
</context>
<context>
    <name>texts</name>
    <message>
        <source>gut</source>
        <translation>good</translation>
    </message>
    <message>
        <source>unsicher</source>
        <translation>uncertain</translation>
    </message>
    <message>
        <source>schlecht</source>
        <translation>bad</translation>
    </message>
    <message>
        <source>Lücke</source>
        <translation>gap</translation>
    </message>
    <message>
        <source>Störung</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>Kritisch</source>
        <translation>Critical</translation>
    </message>
    <message>
        <source>Hoch</source>
        <translation>High</translation>
    </message>
    <message>
        <source>Mittel</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Niedrig</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>aktiv, nicht quittiert</source>
        <translation>active, unacknowledged</translation>
    </message>
    <message>
        <source>aktiv, quittiert</source>
        <translation>active, acknowledged</translation>
    </message>
    <message>
        <source>zurückgekehrt, nicht quittiert</source>
        <translation>returned, unacknowledged</translation>
    </message>
    <message>
        <source>zurückgestellt</source>
        <translation>shelved</translation>
    </message>
    <message>
        <source>unterdrückt</source>
        <translation>suppressed</translation>
    </message>
    <message>
        <source>außer Betrieb</source>
        <translation>out of service</translation>
    </message>
    <message>
        <source>gehalten, nicht quittiert</source>
        <translation>latched, unacknowledged</translation>
    </message>
    <message>
        <source>gehalten, quittiert</source>
        <translation>latched, acknowledged</translation>
    </message>
    <message>
        <source>angehalten</source>
        <translation>stopped</translation>
    </message>
    <message>
        <source>verbindet</source>
        <translation>connecting</translation>
    </message>
    <message>
        <source>verbunden</source>
        <translation>connected</translation>
    </message>
    <message>
        <source>eingeschränkt</source>
        <translation>degraded</translation>
    </message>
    <message>
        <source>unterbrochen, wird versucht</source>
        <translation>interrupted, retrying</translation>
    </message>
    <message>
        <source>gestört, braucht eine Person</source>
        <translation>failed, needs a person</translation>
    </message>
    <message>
        <source>Abweichung</source>
        <translation>Deviation</translation>
    </message>
    <message>
        <source>Änderung</source>
        <translation>Rate of change</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Stille</source>
        <translation>Silence</translation>
    </message>
    <message>
        <source>Formel</source>
        <translation>Formula</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Verbindung</source>
        <translation>Connection</translation>
    </message>
</context>
<context>
    <name>tiles</name>
    <message>
        <source>von {count}</source>
        <translation>of {count}</translation>
    </message>
    <message>
        <source>noch leer</source>
        <translation>still empty</translation>
    </message>
    <message numerus="yes">
        <source>+ %n weitere</source>
        <translation>
            <numerusform>+ %n more</numerusform>
            <numerusform>+ %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>noch keine Datenpunkte</source>
        <translation>no points yet</translation>
    </message>
    <message numerus="yes">
        <source>%n Datenpunkt(e)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} auffällig</source>
        <translation>{count} abnormal</translation>
    </message>
    <message>
        <source>{count} veraltet</source>
        <translation>{count} stale</translation>
    </message>
    <message>
        <source>{used} von {total} Werten sind frisch</source>
        <translation>{used} of {total} values are fresh</translation>
    </message>
    <message>
        <source>Klick: nur diese Datenpunkte zeigen</source>
        <translation>Click: show only these points</translation>
    </message>
</context>
<context>
    <name>time</name>
    <message>
        <source>spielt vorwärts, {0}</source>
        <translation>playing forwards, {0}</translation>
    </message>
    <message>
        <source>spielt rückwärts, {0}</source>
        <translation>playing backwards, {0}</translation>
    </message>
    <message>
        <source>1 Tag</source>
        <translation>1 day</translation>
    </message>
    <message>
        <source>1 Stunde</source>
        <translation>1 hour</translation>
    </message>
    <message>
        <source>NICHT LIVE</source>
        <translation>NOT LIVE</translation>
    </message>
    <message>
        <source>wird gelesen …</source>
        <translation>reading …</translation>
    </message>
    <message>
        <source>Strg+L führt zur Gegenwart</source>
        <translation>Ctrl+L leads to the present</translation>
    </message>
</context>
<context>
    <name>trends</name>
    <message>
        <source>Datenpunkt</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Einheit</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Tabelle: CSV</source>
        <translation>Table: CSV</translation>
    </message>
    <message>
        <source>Tabelle: Excel (XLSX)</source>
        <translation>Table: Excel (XLSX)</translation>
    </message>
    <message>
        <source>Tabelle: Parquet</source>
        <translation>Table: Parquet</translation>
    </message>
    <message>
        <source>Ein Tabellenblatt fasst %1 Zeilen: Wählen Sie ein gröberes Raster, oder CSV oder Parquet.</source>
        <translation>A worksheet holds %1 rows: choose coarser steps, or CSV or Parquet.</translation>
    </message>
    <message>
        <source>Quelle: %1</source>
        <translation>Source: %1</translation>
    </message>
    <message>
        <source>Die Werte sind simuliert.</source>
        <translation>The values are simulated.</translation>
    </message>
    <message>
        <source>Exportiert am %1 von %2</source>
        <translation>Exported on %1 by %2</translation>
    </message>
    <message>
        <source>Exportiert am %1</source>
        <translation>Exported on %1</translation>
    </message>
    <message>
        <source>wie gezeichnet</source>
        <translation>as drawn</translation>
    </message>
    <message>
        <source>eine Spalte je Kurve</source>
        <translation>one column per curve</translation>
    </message>
    <message>
        <source>eine Zeile je Wert</source>
        <translation>one row per value</translation>
    </message>
    <message>
        <source>Formel</source>
        <translation>Formula</translation>
    </message>
    <message>
        <source>Vergleich</source>
        <translation>Comparison</translation>
    </message>
    <message>
        <source>saisonal, wie zuletzt um diese Zeit</source>
        <translation>seasonal, as last time at this hour</translation>
    </message>
    <message>
        <source>exponentielle Glättung (Holt-Winters)</source>
        <translation>exponential smoothing (Holt-Winters)</translation>
    </message>
    <message>
        <source>Anzahl</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>Mittel</source>
        <translation>Mean</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Anteil gut</source>
        <translation>Share good</translation>
    </message>
    <message>
        <source>Notiz</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Kurve</source>
        <translation>Curve</translation>
    </message>
    <message>
        <source>simuliert</source>
        <translation>simulated</translation>
    </message>
    <message>
        <source>Werte</source>
        <translation>Values</translation>
    </message>
    <message>
        <source>Angaben</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Prognose</source>
        <translation>Forecast</translation>
    </message>
    <message>
        <source>Tabelle kopieren</source>
        <translation>Copy table</translation>
    </message>
    <message>
        <source>bei A</source>
        <translation>at A</translation>
    </message>
    <message>
        <source>bei B</source>
        <translation>at B</translation>
    </message>
    <message>
        <source>Δ (B − A)</source>
        <translation>Δ (B − A)</translation>
    </message>
    <message>
        <source>Steigung</source>
        <translation>Slope</translation>
    </message>
    <message>
        <source>Güte</source>
        <translation>Quality</translation>
    </message>
    <message>
        <source>Diesen Vergleich gibt es nicht.</source>
        <translation>There is no such comparison.</translation>
    </message>
    <message>
        <source>Dieses Prognoseverfahren gibt es nicht.</source>
        <translation>There is no such forecasting method.</translation>
    </message>
    <message>
        <source>Bild: PNG</source>
        <translation>Picture: PNG</translation>
    </message>
    <message>
        <source>Bild: SVG</source>
        <translation>Picture: SVG</translation>
    </message>
    <message>
        <source>Bild: PDF</source>
        <translation>Picture: PDF</translation>
    </message>
    <message>
        <source>Titel</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Stadt</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Zeitraum</source>
        <translation>Range</translation>
    </message>
    <message>
        <source>Zeitzone</source>
        <translation>Time zone</translation>
    </message>
    <message>
        <source>Stufe</source>
        <translation>Tier</translation>
    </message>
    <message>
        <source>Quelle</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Hinweis</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>Marke</source>
        <translation>Marker</translation>
    </message>
    <message>
        <source>Sie ist in einem anderen Programm geöffnet. Schließen Sie sie dort, oder wählen Sie einen anderen Namen.</source>
        <translation>It is open in another program. Close it there, or choose another name.</translation>
    </message>
    <message>
        <source>Der Datenträger ist voll. Schaffen Sie Platz, oder wählen Sie einen anderen Ordner.</source>
        <translation>The disk is full. Free some space, or choose another folder.</translation>
    </message>
    <message>
        <source>Dort dürfen Sie nicht schreiben, oder die Datei ist in einem anderen Programm geöffnet. Wählen Sie einen anderen Ordner.</source>
        <translation>You may not write there, or the file is open in another program. Choose another folder.</translation>
    </message>
    <message>
        <source>Den Ordner gibt es nicht mehr. Wählen Sie einen anderen.</source>
        <translation>The folder does not exist any more. Choose another one.</translation>
    </message>
    <message>
        <source>Der Name geht dort nicht. Wählen Sie einen anderen.</source>
        <translation>This name does not work there. Choose another one.</translation>
    </message>
    <message>
        <source>Grund: %1. Versuchen Sie es noch einmal, oder in einem anderen Ordner.</source>
        <translation>Reason: %1. Try again, or in another folder.</translation>
    </message>
    <message>
        <source>Die Datei %1 konnte nicht geschrieben werden. %2</source>
        <translation>The file %1 could not be written. %2</translation>
    </message>
    <message>
        <source>Zeit</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Zeit (UTC)</source>
        <translation>Time (UTC)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Letzter Wert</source>
        <translation>Last value</translation>
    </message>
    <message>
        <source>Zustand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Anzahl gut</source>
        <translation>Number good</translation>
    </message>
    <message>
        <source>Anzahl schlecht</source>
        <translation>Number bad</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>Min</translation>
    </message>
    <message>
        <source>Zeitmittel</source>
        <translation>Time mean</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Std.-Abw.</source>
        <translation>Std dev.</translation>
    </message>
    <message>
        <source>Gut</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>Quelle · Stufe</source>
        <translation>Source · tier</translation>
    </message>
    <message>
        <source>Wert bei der Marke A</source>
        <translation>Value at marker A</translation>
    </message>
    <message>
        <source>Wert bei der Marke B</source>
        <translation>Value at marker B</translation>
    </message>
    <message>
        <source>Wert bei B weniger Wert bei A</source>
        <translation>Value at B less value at A</translation>
    </message>
    <message>
        <source>Mittlere Änderung von A nach B je Zeiteinheit</source>
        <translation>Mean change from A to B per unit of time</translation>
    </message>
    <message>
        <source>Kleinster Wert im Bild</source>
        <translation>Smallest value in view</translation>
    </message>
    <message>
        <source>Mittel aller Messwerte im Bild</source>
        <translation>Mean of all samples in view</translation>
    </message>
    <message>
        <source>Mittel, gewichtet danach, wie lange jeder Wert galt</source>
        <translation>Mean, weighted by how long each value held</translation>
    </message>
    <message>
        <source>Größter Wert im Bild</source>
        <translation>Largest value in view</translation>
    </message>
    <message>
        <source>Standardabweichung der Messwerte im Bild</source>
        <translation>Standard deviation of the samples in view</translation>
    </message>
    <message>
        <source>Anzahl der brauchbaren Messwerte im Bild</source>
        <translation>Number of usable samples in view</translation>
    </message>
    <message>
        <source>Anteil der Messwerte im Bild, die nicht schlecht sind</source>
        <translation>Share of the samples in view that are not bad</translation>
    </message>
    <message>
        <source>Ein- oder ausblenden (Leertaste)</source>
        <translation>Show or hide (Space)</translation>
    </message>
    <message>
        <source>Allein zeigen (S)</source>
        <translation>Show alone (S)</translation>
    </message>
    <message>
        <source>Aus dem Verlauf nehmen (Entf)</source>
        <translation>Remove from the trend (Del)</translation>
    </message>
    <message>
        <source>Näherung aus den Mittelwerten der gezeichneten Stufe.</source>
        <translation>Approximation from the means of the tier drawn.</translation>
    </message>
    <message>
        <source>Messwerte im Bild: %1, davon schlecht: %2</source>
        <translation>Samples in view: %1, of these bad: %2</translation>
    </message>
    <message>
        <source>Marke %1 hierher</source>
        <translation>Marker %1 here</translation>
    </message>
    <message>
        <source>Marken entfernen</source>
        <translation>Remove markers</translation>
    </message>
    <message>
        <source>Zeitraum zwischen A und B zeigen</source>
        <translation>Show the range between A and B</translation>
    </message>
    <message>
        <source>Notiz zum Zeitraum von A bis B …</source>
        <translation>Note about the range from A to B …</translation>
    </message>
    <message>
        <source>Notiz hier …</source>
        <translation>Note here …</translation>
    </message>
    <message>
        <source>„%1“ in Teilbild</source>
        <translation>“%1” in pane</translation>
    </message>
    <message>
        <source>Teilbild %1</source>
        <translation>Pane %1</translation>
    </message>
    <message>
        <source>Eigenes Teilbild</source>
        <translation>A pane of its own</translation>
    </message>
    <message>
        <source>Nach Einheit</source>
        <translation>By unit</translation>
    </message>
    <message>
        <source>Prognose für „%1“</source>
        <translation>Forecast of “%1”</translation>
    </message>
    <message>
        <source>„%1“ aus dem Verlauf nehmen</source>
        <translation>Remove “%1” from the trend</translation>
    </message>
    <message>
        <source>Achse %1 logarithmisch</source>
        <translation>Axis %1 logarithmic</translation>
    </message>
    <message>
        <source>Logarithmische Achse</source>
        <translation>Logarithmic axis</translation>
    </message>
    <message>
        <source>ohne Einheit</source>
        <translation>no unit</translation>
    </message>
    <message>
        <source>Teilbilder gleich hoch</source>
        <translation>Panes of equal height</translation>
    </message>
    <message>
        <source>Vergleichen mit</source>
        <translation>Compare with</translation>
    </message>
    <message>
        <source>gestern</source>
        <translation>yesterday</translation>
    </message>
    <message>
        <source>letzter Woche</source>
        <translation>last week</translation>
    </message>
    <message>
        <source>letztem Jahr</source>
        <translation>last year</translation>
    </message>
    <message>
        <source>dem Ereignis bei A, gelegt auf B</source>
        <translation>the event at A, laid over B</translation>
    </message>
    <message>
        <source>Ausschnitt speichern als</source>
        <translation>Save section as</translation>
    </message>
    <message>
        <source>Wert</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Wert jetzt</source>
        <translation>Value now</translation>
    </message>
    <message>
        <source>… und %1 weitere</source>
        <translation>… and %1 more</translation>
    </message>
    <message>
        <source>Marke %1</source>
        <translation>Marker %1</translation>
    </message>
    <message>
        <source>Ziehen verschiebt, Doppelklick entfernt sie.</source>
        <translation>Drag to move it, double-click to remove it.</translation>
    </message>
    <message>
        <source>Ausgelöst: %1</source>
        <translation>Raised: %1</translation>
    </message>
    <message>
        <source>Steht noch an.</source>
        <translation>Still active.</translation>
    </message>
    <message>
        <source>Zurückgekehrt: %1</source>
        <translation>Returned: %1</translation>
    </message>
    <message>
        <source>Nicht quittiert.</source>
        <translation>Not acknowledged.</translation>
    </message>
    <message>
        <source>Quittiert: %1</source>
        <translation>Acknowledged: %1</translation>
    </message>
    <message>
        <source>%1 Werte von null oder darunter haben auf dieser Achse keinen Platz.</source>
        <translation>%1 values of zero or below have no place on this axis.</translation>
    </message>
    <message>
        <source>Klick: wieder lineare Achse</source>
        <translation>Click: back to a linear axis</translation>
    </message>
    <message>
        <source>Klick: logarithmische Achse</source>
        <translation>Click: logarithmic axis</translation>
    </message>
    <message>
        <source>Gilt seit %1.</source>
        <translation>In force since %1.</translation>
    </message>
    <message>
        <source>Davor: %1</source>
        <translation>Before: %1</translation>
    </message>
    <message>
        <source>Grundlage: %1</source>
        <translation>Basis: %1</translation>
    </message>
    <message>
        <source>Heute</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Gestern</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>Diese Woche</source>
        <translation>This week</translation>
    </message>
    <message>
        <source>Letzte Woche</source>
        <translation>Last week</translation>
    </message>
    <message>
        <source>Dieser Monat</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>Letzter Monat</source>
        <translation>Last month</translation>
    </message>
    <message>
        <source>Dieses Jahr</source>
        <translation>This year</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>6 h</source>
        <translation>6 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 Tage</source>
        <translation>7 days</translation>
    </message>
    <message>
        <source>30 Tage</source>
        <translation>30 days</translation>
    </message>
    <message>
        <source>90 Tage</source>
        <translation>90 days</translation>
    </message>
    <message>
        <source>1 Jahr</source>
        <translation>1 year</translation>
    </message>
    <message>
        <source>Rohwerte</source>
        <translation>Raw values</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>1 Tag</source>
        <translation>1 day</translation>
    </message>
    <message>
        <source>min, Mittel, max</source>
        <translation>min, mean, max</translation>
    </message>
    <message>
        <source>wechselnd</source>
        <translation>changing</translation>
    </message>
</context>
<context>
    <name>twin</name>
    <message>
        <source>{0} m ü. NHN</source>
        <translation>{0} m above NHN</translation>
    </message>
    <message>
        <source>Gebäude</source>
        <translation>Building</translation>
    </message>
    <message>
        <source>Laserscan</source>
        <translation>Laser scan</translation>
    </message>
    <message>
        <source>Gelände</source>
        <translation>Terrain</translation>
    </message>
    <message>
        <source>Luftbild</source>
        <translation>Aerial photograph</translation>
    </message>
    <message>
        <source>Straßenfotos</source>
        <translation>Street photographs</translation>
    </message>
    <message>
        <source>Netze</source>
        <translation>Networks</translation>
    </message>
    <message>
        <source>Einzelnes Objekt</source>
        <translation>Single object</translation>
    </message>
    <message>
        <source>wartet</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>wird gelesen</source>
        <translation>being read</translation>
    </message>
    <message>
        <source>unvollständig</source>
        <translation>incomplete</translation>
    </message>
    <message>
        <source>nicht lesbar</source>
        <translation>not readable</translation>
    </message>
    <message>
        <source>angehalten</source>
        <translation>paused</translation>
    </message>
    <message>
        <source>simuliert</source>
        <translation>simulated</translation>
    </message>
    <message>
        <source>Neu</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Verschwunden</source>
        <translation>Gone</translation>
    </message>
    <message>
        <source>Unverändert</source>
        <translation>Unchanged</translation>
    </message>
    <message>
        <source>Boden</source>
        <translation>Ground</translation>
    </message>
    <message>
        <source>Niedriger Bewuchs</source>
        <translation>Low vegetation</translation>
    </message>
    <message>
        <source>Mittlerer Bewuchs</source>
        <translation>Medium vegetation</translation>
    </message>
    <message>
        <source>Hoher Bewuchs</source>
        <translation>High vegetation</translation>
    </message>
    <message>
        <source>Messfehler</source>
        <translation>Noise</translation>
    </message>
    <message>
        <source>Wasser</source>
        <translation>Water</translation>
    </message>
    <message>
        <source>Gleise</source>
        <translation>Rails</translation>
    </message>
    <message>
        <source>Straße</source>
        <translation>Road</translation>
    </message>
    <message>
        <source>Brücke</source>
        <translation>Bridge</translation>
    </message>
    <message>
        <source>Nicht eingeteilt</source>
        <translation>Not classified</translation>
    </message>
    <message>
        <source>Leitungen und Masten</source>
        <translation>Lines and masts</translation>
    </message>
    <message>
        <source>schwach</source>
        <translation>weak</translation>
    </message>
    <message>
        <source>stark</source>
        <translation>strong</translation>
    </message>
    <message>
        <source>{0} · Reichweite {1} m (Skizze)</source>
        <translation>{0} · range {1} m (sketch)</translation>
    </message>
    <message>
        <source>Straßenfoto {0}</source>
        <translation>Street photograph {0}</translation>
    </message>
    <message>
        <source>Werkzeuge des Zwillings</source>
        <translation>Tools of the twin</translation>
    </message>
    <message>
        <source>Gebäudeteil</source>
        <translation>Part of a building</translation>
    </message>
    <message>
        <source>Gebäude</source>
        <comment>several</comment>
        <translation>Buildings</translation>
    </message>
    <message numerus="yes">
        <source>%n Objekt(e)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Punkt(e)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Höhe(n)</source>
        <translation>
            <numerusform>%n height</numerusform>
            <numerusform>%n heights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Bildpunkt(e)</source>
        <translation>
            <numerusform>%n pixel</numerusform>
            <numerusform>%n pixels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Foto(s)</source>
        <translation>
            <numerusform>%n photograph</numerusform>
            <numerusform>%n photographs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Leitung(en) und Mast(en)</source>
        <translation>
            <numerusform>%n line or mast</numerusform>
            <numerusform>%n lines and masts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Dreieck(e)</source>
        <translation>
            <numerusform>%n triangle</numerusform>
            <numerusform>%n triangles</numerusform>
        </translation>
    </message>
    <message>
        <source>Gewässer</source>
        <translation>Water body</translation>
    </message>
    <message>
        <source>Landnutzung</source>
        <translation>Land use</translation>
    </message>
    <message>
        <source>Bewuchs</source>
        <translation>Vegetation</translation>
    </message>
    <message>
        <source>Höhe</source>
        <translation>Height</translation>
    </message>
    <message>
        <source>Geschosse</source>
        <translation>Storeys</translation>
    </message>
    <message>
        <source>Funktion</source>
        <translation>Function</translation>
    </message>
    <message>
        <source>Nutzung</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>Dachform</source>
        <translation>Roof shape</translation>
    </message>
    <message>
        <source>Baujahr</source>
        <translation>Year of construction</translation>
    </message>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>ja</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>nein</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Aufgenommen</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>Öffnen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>mit einem Klick</source>
        <translation>with a click</translation>
    </message>
    <message>
        <source>Mobilfunk 5G</source>
        <translation>Mobile network 5G</translation>
    </message>
    <message>
        <source>Mobilfunk 4G</source>
        <translation>Mobile network 4G</translation>
    </message>
    <message>
        <source>WLAN</source>
        <translation>Wi-Fi</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Antenne</source>
        <translation>Antenna</translation>
    </message>
    <message>
        <source>Reichweite (Skizze)</source>
        <translation>Range (sketch)</translation>
    </message>
    <message>
        <source>geplant</source>
        <translation>planned</translation>
    </message>
    <message>
        <source>im Bau</source>
        <translation>under construction</translation>
    </message>
    <message>
        <source>in Betrieb</source>
        <translation>in operation</translation>
    </message>
    <message>
        <source>Glasfaser</source>
        <translation>Optical fibre</translation>
    </message>
    <message>
        <source>Notiz</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Herkunft</source>
        <translation>Origin</translation>
    </message>
    <message>
        <source>Flachdach</source>
        <translation>Flat roof</translation>
    </message>
    <message>
        <source>Pultdach</source>
        <translation>Monopitch roof</translation>
    </message>
    <message>
        <source>Versetztes Pultdach</source>
        <translation>Dual pent roof</translation>
    </message>
    <message>
        <source>Satteldach</source>
        <translation>Gabled roof</translation>
    </message>
    <message>
        <source>Walmdach</source>
        <translation>Hipped roof</translation>
    </message>
    <message>
        <source>Krüppelwalmdach</source>
        <translation>Half-hipped roof</translation>
    </message>
    <message>
        <source>Mansardendach</source>
        <translation>Mansard roof</translation>
    </message>
    <message>
        <source>Zeltdach</source>
        <translation>Pavilion roof</translation>
    </message>
    <message>
        <source>Kegeldach</source>
        <translation>Conical roof</translation>
    </message>
    <message>
        <source>Kuppeldach</source>
        <translation>Domed roof</translation>
    </message>
    <message>
        <source>Sheddach</source>
        <translation>Sawtooth roof</translation>
    </message>
    <message>
        <source>Bogendach</source>
        <translation>Arched roof</translation>
    </message>
    <message>
        <source>Turmdach</source>
        <translation>Spire</translation>
    </message>
    <message>
        <source>Mischform</source>
        <translation>Mixed shape</translation>
    </message>
    <message>
        <source>Sonstiges</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>Wohngebäude</source>
        <translation>Residential building</translation>
    </message>
    <message>
        <source>Wirtschaft oder Gewerbe</source>
        <translation>Business or trade</translation>
    </message>
    <message>
        <source>Öffentliche Zwecke</source>
        <translation>Public purposes</translation>
    </message>
    <message>
        <source>Nicht näher bestimmt</source>
        <translation>Not specified</translation>
    </message>
    <message>
        <source>Ganze Stadt zeigen</source>
        <translation>Show the whole city</translation>
    </message>
    <message>
        <source>Um die Stadt drehen</source>
        <translation>Circle around the city</translation>
    </message>
    <message>
        <source>Durch die Straßen gehen</source>
        <translation>Walk through the streets</translation>
    </message>
    <message>
        <source>Über die Stadt fliegen</source>
        <translation>Fly over the city</translation>
    </message>
    <message>
        <source>Zeigen und auswählen</source>
        <translation>Point and select</translation>
    </message>
    <message>
        <source>Mit einem Rechteck auswählen</source>
        <translation>Select with a rectangle</translation>
    </message>
    <message>
        <source>Mit einer freien Linie auswählen</source>
        <translation>Select with a freehand line</translation>
    </message>
    <message>
        <source>Strecke messen</source>
        <translation>Measure a distance</translation>
    </message>
    <message>
        <source>Höhe messen</source>
        <translation>Measure a height</translation>
    </message>
    <message>
        <source>Fläche messen</source>
        <translation>Measure an area</translation>
    </message>
    <message>
        <source>Höhenprofil zeichnen</source>
        <translation>Draw a height profile</translation>
    </message>
    <message>
        <source>Zur Auswahl gehen</source>
        <translation>Go to the selection</translation>
    </message>
    <message>
        <source>Der Auswahl folgen</source>
        <translation>Follow the selection</translation>
    </message>
    <message>
        <source>Schnitt durch die Stadt</source>
        <translation>Section through the city</translation>
    </message>
    <message>
        <source>Sonne und Schatten</source>
        <translation>Sun and shadows</translation>
    </message>
    <message>
        <source>Einfärben nach …</source>
        <translation>Colour by …</translation>
    </message>
    <message>
        <source>Ebenen</source>
        <translation>Layers</translation>
    </message>
    <message>
        <source>Legende</source>
        <translation>Legend</translation>
    </message>
    <message>
        <source>Ansicht als Bild kopieren</source>
        <translation>Copy the view as a picture</translation>
    </message>
    <message>
        <source>Ansicht als Bild speichern …</source>
        <translation>Save the view as a picture …</translation>
    </message>
    <message>
        <source>Ziehen dreht um die Stelle unter dem Zeiger, mit der rechten Taste verschiebt es; das Mausrad geht näher heran, ein Doppelklick fliegt hin.</source>
        <translation>Dragging turns the view around the place under the pointer; with the right button it moves the view. The mouse wheel goes closer, a double-click flies there.</translation>
    </message>
    <message>
        <source>W, A, S, D oder die Pfeiltasten gehen, Ziehen schaut sich um, die Umschalttaste macht schneller. Wände halten nicht auf.</source>
        <translation>Walk with W, A, S, D or the arrow keys, drag to look around, hold Shift to go faster. Walls do not stop you.</translation>
    </message>
    <message>
        <source>Wie beim Gehen; E steigt, Q sinkt. Hoch oben geht es schneller voran.</source>
        <translation>As when walking; E goes up, Q goes down. The higher you are, the faster you move.</translation>
    </message>
    <message>
        <source>Ziehen Sie das Rechteck von Ecke zu Ecke auf.</source>
        <translation>Drag the rectangle from corner to corner.</translation>
    </message>
    <message>
        <source>Umfahren Sie die Sensoren mit gedrückter Taste.</source>
        <translation>Draw around the sensors with the button held down.</translation>
    </message>
    <message>
        <source>Klicken Sie die Stellen an, ein Doppelklick schließt ab.</source>
        <translation>Click the places; a double-click finishes.</translation>
    </message>
    <message>
        <source>Klicken Sie unten und oben, etwa auf Straße und Dach.</source>
        <translation>Click at the bottom and at the top, for example on the street and on the roof.</translation>
    </message>
    <message>
        <source>Klicken Sie die Ecken an, ein Doppelklick schließt ab.</source>
        <translation>Click the corners; a double-click finishes.</translation>
    </message>
    <message>
        <source>Klicken Sie auf Anfang und Ende; gezeigt werden Gelände und Dächer dazwischen.</source>
        <translation>Click the start and the end; the terrain and the roofs between them are shown.</translation>
    </message>
    <message>
        <source>Klicken Sie auf die Stelle, an der das Gerät hängt oder steht.</source>
        <translation>Click the place where the device hangs or stands.</translation>
    </message>
    <message>
        <source>Fliegt hin, sobald anderswo etwas ausgewählt wird.</source>
        <translation>Flies there as soon as something is selected elsewhere.</translation>
    </message>
    <message>
        <source>Schneidet die Stadt quer zur Blickrichtung auf.</source>
        <translation>Cuts the city open across the viewing direction.</translation>
    </message>
    <message>
        <source>Beleuchtet die Stadt wie zum gezeigten Zeitpunkt.</source>
        <translation>Lights the city as it is lit at the moment shown.</translation>
    </message>
    <message>
        <source>Norden</source>
        <translation>north</translation>
    </message>
    <message>
        <source>Nordosten</source>
        <translation>north-east</translation>
    </message>
    <message>
        <source>Osten</source>
        <translation>east</translation>
    </message>
    <message>
        <source>Südosten</source>
        <translation>south-east</translation>
    </message>
    <message>
        <source>Süden</source>
        <translation>south</translation>
    </message>
    <message>
        <source>Südwesten</source>
        <translation>south-west</translation>
    </message>
    <message>
        <source>Westen</source>
        <translation>west</translation>
    </message>
    <message>
        <source>Nordwesten</source>
        <translation>north-west</translation>
    </message>
    <message>
        <source>Blick nach {0}</source>
        <translation>Looking {0}</translation>
    </message>
    <message>
        <source>Ein Klick dreht nach Norden (N).</source>
        <translation>A click turns the view to the north (N).</translation>
    </message>
    <message>
        <source>N</source>
        <comment>north</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>Fläche {0}</source>
        <translation>Area {0}</translation>
    </message>
    <message>
        <source>von oben {0}</source>
        <translation>from above {0}</translation>
    </message>
    <message>
        <source>Umfang {0}</source>
        <translation>Perimeter {0}</translation>
    </message>
    <message>
        <source>Strecke {0}</source>
        <translation>Distance {0}</translation>
    </message>
    <message>
        <source>Höhe {0}</source>
        <translation>Height {0}</translation>
    </message>
    <message>
        <source>waagerecht {0}</source>
        <translation>horizontally {0}</translation>
    </message>
    <message>
        <source>Neigung {0}</source>
        <translation>Slope {0}</translation>
    </message>
    <message>
        <source>Klicken Sie auf die zweite Stelle.</source>
        <translation>Click the second place.</translation>
    </message>
    <message>
        <source>Klicken Sie auf die nächste Stelle; ein Doppelklick schließt ab.</source>
        <translation>Click the next place; a double-click finishes.</translation>
    </message>
    <message>
        <source>Klicken Sie auf den Anfang der Strecke.</source>
        <translation>Click the start of the distance.</translation>
    </message>
    <message>
        <source>Klicken Sie auf die untere Stelle.</source>
        <translation>Click the lower place.</translation>
    </message>
    <message>
        <source>Klicken Sie auf die erste Ecke der Fläche.</source>
        <translation>Click the first corner of the area.</translation>
    </message>
    <message>
        <source>Klicken Sie auf den Anfang des Profils.</source>
        <translation>Click the start of the profile.</translation>
    </message>
    <message>
        <source>Warum?</source>
        <translation>Why?</translation>
    </message>
    <message>
        <source>In Verläufe zeigen</source>
        <translation>Show in trends</translation>
    </message>
    <message>
        <source>Auf der Karte zeigen</source>
        <translation>Show on the map</translation>
    </message>
    <message>
        <source>Hierher fliegen</source>
        <translation>Fly here</translation>
    </message>
    <message>
        <source>Objekt kopieren</source>
        <translation>Copy the object</translation>
    </message>
    <message>
        <source>{0} kopieren</source>
        <translation>Copy {0}</translation>
    </message>
    <message>
        <source>Entfernung m</source>
        <translation>Distance m</translation>
    </message>
    <message>
        <source>Gelände m</source>
        <translation>Terrain m</translation>
    </message>
    <message>
        <source>Oben m</source>
        <translation>Top m</translation>
    </message>
    <message>
        <source>Angaben zum Zwilling</source>
        <translation>About the twin</translation>
    </message>
    <message>
        <source>Zeiger: auf keiner Fläche der Stadt</source>
        <translation>Pointer: on no surface of the city</translation>
    </message>
    <message>
        <source>Maßstab an der Stelle in der Mitte des Bildes; davor und dahinter gilt er nicht. Die Zahl gilt für einen Bildschirm mit %1 Punkten je Zoll, die Leiste immer.</source>
        <translation>Scale at the place in the middle of the picture; it does not hold in front of it or behind it. The figure holds for a screen with %1 dots per inch, the bar always.</translation>
    </message>
    <message>
        <source>m ü. NHN</source>
        <translation>m above NHN</translation>
    </message>
    <message>
        <source>m ü. Ellipsoid</source>
        <translation>m above the ellipsoid</translation>
    </message>
    <message>
        <source>m, anderes Höhensystem</source>
        <translation>m, another height system</translation>
    </message>
    <message>
        <source>m ü. NHN (angenommen)</source>
        <translation>m above NHN (assumed)</translation>
    </message>
    <message>
        <source>Höhe über Normalhöhennull (DHHN2016).</source>
        <translation>Height above NHN, the German height datum (DHHN2016).</translation>
    </message>
    <message>
        <source>Höhe über dem Ellipsoid GRS80, in Deutschland 35 bis 50 m mehr als über NHN.</source>
        <translation>Height above the ellipsoid GRS80, in Germany 35 to 50 m more than above NHN.</translation>
    </message>
    <message>
        <source>Höhe in einem anderen Höhensystem.</source>
        <translation>Height in another height system.</translation>
    </message>
    <message>
        <source>Die Datei nennt kein Höhensystem; angenommen ist DHHN2016.</source>
        <translation>The file names no height system; DHHN2016 is assumed.</translation>
    </message>
    <message>
        <source>Von dieser Auswahl ist kein Ort bekannt.</source>
        <translation>It is not known where this selection is.</translation>
    </message>
    <message>
        <source>Kopiert: {0}</source>
        <translation>Copied: {0}</translation>
    </message>
    <message>
        <source>Neutral, nur Zustände</source>
        <translation>Neutral, states only</translation>
    </message>
    <message>
        <source>Sensoren</source>
        <translation>Sensors</translation>
    </message>
    <message>
        <source>Die Grafik wird vorbereitet.</source>
        <translation>The graphics are being prepared.</translation>
    </message>
    <message>
        <source>Der Zwilling wird geladen …</source>
        <translation>The twin is loading …</translation>
    </message>
    <message>
        <source>Die Grafik dieses Rechners kann den Zwilling nicht zeichnen; alles andere läuft weiter. Oft hilft ein neuer Grafiktreiber, oder das Programm an einem Rechner mit OpenGL 3.2 zu starten.</source>
        <translation>The graphics of this computer cannot draw the twin; everything else keeps running. A new graphics driver often helps, or running the program on a computer with OpenGL 3.2.</translation>
    </message>
    <message>
        <source>Gemeldet wurde: {0}</source>
        <translation>What was reported: {0}</translation>
    </message>
    <message>
        <source>Noch einmal versuchen</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Daten hinzufügen …</source>
        <translation>Add data …</translation>
    </message>
    <message>
        <source>Der Zwilling wird noch geladen.</source>
        <translation>The twin is still loading.</translation>
    </message>
    <message>
        <source>Der Zwilling kann hier nicht gezeichnet werden.</source>
        <translation>The twin cannot be drawn here.</translation>
    </message>
    <message>
        <source>Für den Zwilling gibt es noch keine Daten.</source>
        <translation>There are no data for the twin yet.</translation>
    </message>
    <message>
        <source>Höher geworden</source>
        <translation>Higher now</translation>
    </message>
    <message>
        <source>Gerät setzen</source>
        <translation>Place a device</translation>
    </message>
    <message>
        <source>Straßenfoto öffnen</source>
        <translation>Open a street photograph</translation>
    </message>
    <message>
        <source>Öffnet das Straßenfoto, das der Kamera am nächsten ist.</source>
        <translation>Opens the street photograph nearest to the camera.</translation>
    </message>
    <message>
        <source>Die Ränder der Fläche kreuzen sich; so hat sie keinen Flächeninhalt.</source>
        <translation>The edges of the area cross each other, so it has no size.</translation>
    </message>
    <message>
        <source>Straßenfoto hier öffnen</source>
        <translation>Open the street photograph here</translation>
    </message>
    <message>
        <source>Von hier aus messen</source>
        <translation>Measure from here</translation>
    </message>
    <message>
        <source>Gerät hier setzen …</source>
        <translation>Place a device here …</translation>
    </message>
    <message>
        <source>Hier gibt es keine Straßenfotos.</source>
        <translation>There are no street photographs here.</translation>
    </message>
    <message>
        <source>Niedriger geworden</source>
        <translation>Lower now</translation>
    </message>
    <message>
        <source>Für den Zwilling gibt es noch keine Daten. Fügen Sie Gebäude, Gelände, Laserscans oder Straßenfotos hinzu, oder ziehen Sie Dateien und Ordner hierher.</source>
        <translation>There are no data for the twin yet. Add buildings, terrain, laser scans or street photographs, or drag files and folders here.</translation>
    </message>
    <message>
        <source>Leitstand {0}</source>
        <translation>Leitstand {0}</translation>
    </message>
    <message>
        <source>Zwilling als Bild</source>
        <translation>Twin as a picture</translation>
    </message>
    <message>
        <source>Zwilling als Bild speichern</source>
        <translation>Save the twin as a picture</translation>
    </message>
    <message>
        <source>zwilling</source>
        <translation>twin</translation>
    </message>
    <message>
        <source>Eine Seite; Schrift und Legende bleiben scharf.</source>
        <translation>One page; lettering and legend stay sharp.</translation>
    </message>
    <message>
        <source>Das Bild des Zwillings ist kopiert.</source>
        <translation>The picture of the twin has been copied.</translation>
    </message>
    <message>
        <source>Digitaler Zwilling der Stadt</source>
        <translation>Digital twin of the city</translation>
    </message>
    <message>
        <source>Die Pfeiltasten bewegen die Kamera, mit der Umschalttaste drehen sie; Plus und Minus ändern die Entfernung, Pos1 zeigt die ganze Stadt, Esc führt hinaus.</source>
        <translation>The arrow keys move the camera, with the Shift key they turn it; plus and minus change the distance, Home shows the whole city, Esc leaves.</translation>
    </message>
</context>
<context>
    <name>why</name>
    <message>
        <source>{name}: jenseits des Grenzwerts</source>
        <translation>{name}: beyond the limit</translation>
    </message>
    <message>
        <source>{name}: auffällig, ohne Alarm</source>
        <translation>{name}: abnormal, without an alarm</translation>
    </message>
    <message>
        <source>{name}: im erlaubten Bereich</source>
        <translation>{name}: within the permitted range</translation>
    </message>
    <message>
        <source>{name}: nicht überwacht</source>
        <translation>{name}: not watched</translation>
    </message>
    <message>
        <source>vorbei</source>
        <translation>over</translation>
    </message>
    <message>
        <source>{state} · seit {since}</source>
        <translation>{state} · since {since}</translation>
    </message>
    <message>
        <source>Die letzten Fälle</source>
        <translation>The last occurrences</translation>
    </message>
    <message>
        <source>Bisher gab es keinen Fall davon.</source>
        <translation>This has not occurred so far.</translation>
    </message>
    <message numerus="yes">
        <source>In den letzten 90 Tagen %n-mal</source>
        <translation>
            <numerusform>Once in the last 90 days</numerusform>
            <numerusform>%n times in the last 90 days</numerusform>
        </translation>
    </message>
    <message>
        <source>meist etwa {span}</source>
        <translation>mostly about {span}</translation>
    </message>
    <message>
        <source>ohne Ende im Journal</source>
        <translation>without an end in the journal</translation>
    </message>
    <message>
        <source>dauerte {span}</source>
        <translation>lasted {span}</translation>
    </message>
    <message>
        <source>{person}: „{text}“</source>
        <translation>{person}: “{text}”</translation>
    </message>
    <message>
        <source>Gleiche Regel an anderem Ort: {place}</source>
        <translation>Same rule at another place: {place}</translation>
    </message>
    <message>
        <source>nie quittiert</source>
        <translation>never acknowledged</translation>
    </message>
    <message>
        <source>nach {span} quittiert von {person}</source>
        <translation>acknowledged after {span} by {person}</translation>
    </message>
    <message>
        <source>Woher der Grenzwert kommt</source>
        <translation>Where the limit comes from</translation>
    </message>
    <message>
        <source>Woher die Regel kommt</source>
        <translation>Where the rule comes from</translation>
    </message>
    <message>
        <source>Grundlage: {basis}</source>
        <translation>Basis: {basis}</translation>
    </message>
    <message>
        <source>Bezug ist der Datenpunkt {point}</source>
        <translation>The reference is the point {point}</translation>
    </message>
    <message>
        <source>Begründung: {text}</source>
        <translation>Rationale: {text}</translation>
    </message>
    <message>
        <source>Priorität {word}</source>
        <translation>Priority {word}</translation>
    </message>
    <message>
        <source>Totband {amount}</source>
        <translation>deadband {amount}</translation>
    </message>
    <message>
        <source>meldet nach {span}</source>
        <translation>on-delay {span}</translation>
    </message>
    <message>
        <source>endet nach {span}</source>
        <translation>off-delay {span}</translation>
    </message>
    <message>
        <source>Gesetzlicher Grenzwert: {value}, {averaging}</source>
        <translation>Legal limit: {value}, {averaging}</translation>
    </message>
    <message>
        <source>in Kraft seit {day}</source>
        <translation>in force since {day}</translation>
    </message>
    <message>
        <source>{limit} aus dem Stadtprofil, seit Beginn der Aufzeichnung</source>
        <translation>{limit} from the city profile, since recording began</translation>
    </message>
    <message>
        <source>Regel entfernt</source>
        <translation>Rule removed</translation>
    </message>
    <message>
        <source>{limit} gesetzt</source>
        <translation>{limit} set</translation>
    </message>
    <message>
        <source>{limit} gesetzt, vorher {former}</source>
        <translation>{limit} set, {former} before</translation>
    </message>
    <message>
        <source>Regel geändert</source>
        <translation>Rule changed</translation>
    </message>
    <message>
        <source>von {person}, Version {number} der Regeln</source>
        <translation>by {person}, version {number} of the rules</translation>
    </message>
    <message>
        <source>„{text}“</source>
        <translation>“{text}”</translation>
    </message>
    <message>
        <source>durch ein geändertes Stadtprofil</source>
        <translation>by a changed city profile</translation>
    </message>
    <message>
        <source>Was zuerst kam</source>
        <translation>What came first</translation>
    </message>
    <message numerus="yes">
        <source>und %n weitere Alarm(e)</source>
        <translation>
            <numerusform>and %n more alarm</numerusform>
            <numerusform>and %n more alarms</numerusform>
        </translation>
    </message>
    <message>
        <source>Alarme im Netz hinter „{name}“</source>
        <translation>Alarms in the network behind “{name}”</translation>
    </message>
    <message>
        <source>Alarme der Quelle „{name}“</source>
        <translation>Alarms of the source “{name}”</translation>
    </message>
    <message>
        <source>Alarme am Ort „{name}“</source>
        <translation>Alarms at the place “{name}”</translation>
    </message>
    <message>
        <source>Alarme der Gruppe „{name}“</source>
        <translation>Alarms of the group “{name}”</translation>
    </message>
    <message>
        <source>Dieser Alarm kam allein, kein anderer ging ihm voraus.</source>
        <translation>This alarm came alone, no other one preceded it.</translation>
    </message>
    <message>
        <source>Kein anderer Alarm der Gruppe kam kurz vorher.</source>
        <translation>No other alarm of the group came shortly before.</translation>
    </message>
    <message>
        <source>Vermutlich die Ursache: {message}</source>
        <translation>Probably the cause: {message}</translation>
    </message>
    <message>
        <source>vorgelagert im Netz, nur später bemerkt</source>
        <translation>upstream in the network, only noticed later</translation>
    </message>
    <message>
        <source>Dieser Alarm: {message}</source>
        <translation>This alarm: {message}</translation>
    </message>
    <message>
        <source>kam zuerst, die anderen folgten</source>
        <translation>came first, the others followed</translation>
    </message>
    <message>
        <source>vorgelagert im Netz</source>
        <translation>upstream in the network</translation>
    </message>
    <message>
        <source>{span} später</source>
        <translation>{span} later</translation>
    </message>
    <message>
        <source>stand schon vorher: {message}</source>
        <translation>was active before: {message}</translation>
    </message>
    <message>
        <source>Was sich in der Nähe änderte</source>
        <translation>What changed nearby</translation>
    </message>
    <message numerus="yes">
        <source>±10 min um {moment}; %n Nachbarpunkt(e) angesehen</source>
        <translation>
            <numerusform>±10 min around {moment}; %n neighbouring point looked at</numerusform>
            <numerusform>±10 min around {moment}; %n neighbouring points looked at</numerusform>
        </translation>
    </message>
    <message>
        <source>Sonst nichts Auffälliges gefunden.</source>
        <translation>Nothing else out of the ordinary was found.</translation>
    </message>
    <message>
        <source>Notiz von {person}: {text}</source>
        <translation>Note by {person}: {text}</translation>
    </message>
    <message>
        <source>Grenzwert geändert: {before} → {after}</source>
        <translation>Limit changed: {before} → {after}</translation>
    </message>
    <message>
        <source>Zurückgekehrt: {message}</source>
        <translation>Returned: {message}</translation>
    </message>
    <message>
        <source>{person} hat {act}: {message}</source>
        <translation>{person} {act}: {message}</translation>
    </message>
    <message>
        <source>Verbindung zu „{source}“ unterbrochen</source>
        <translation>Connection to “{source}” interrupted</translation>
    </message>
    <message>
        <source>Verbindung zu „{source}“ wieder da</source>
        <translation>Connection to “{source}” back again</translation>
    </message>
    <message>
        <source>Grenzwert geändert: {message}</source>
        <translation>Limit changed: {message}</translation>
    </message>
    <message>
        <source>quittiert</source>
        <translation>acknowledged</translation>
    </message>
    <message>
        <source>die Quittierung zurückgenommen</source>
        <translation>withdrew the acknowledgement</translation>
    </message>
    <message>
        <source>zurückgestellt</source>
        <translation>shelved</translation>
    </message>
    <message>
        <source>zurückgeholt</source>
        <translation>unshelved</translation>
    </message>
    <message>
        <source>außer Betrieb genommen</source>
        <translation>took out of service</translation>
    </message>
    <message>
        <source>wieder in Betrieb genommen</source>
        <translation>returned to service</translation>
    </message>
    <message>
        <source>zurückgesetzt</source>
        <translation>reset</translation>
    </message>
    <message>
        <source>bestätigt</source>
        <translation>confirmed</translation>
    </message>
    <message>
        <source>kommentiert</source>
        <translation>commented</translation>
    </message>
    <message>
        <source>{name} liefert nichts Gültiges mehr</source>
        <translation>{name} delivers nothing valid any more</translation>
    </message>
    <message>
        <source>{name} liefert wieder</source>
        <translation>{name} delivers again</translation>
    </message>
    <message>
        <source>{times}-mal so viel wie üblich</source>
        <translation>{times} times as much as usual</translation>
    </message>
    <message numerus="yes">
        <source>ebenso %n weitere</source>
        <translation>
            <numerusform>%n more likewise</numerusform>
            <numerusform>%n more likewise</numerusform>
        </translation>
    </message>
    <message>
        <source>Was los ist</source>
        <translation>What is going on</translation>
    </message>
    <message>
        <source>Dieser Alarm steht nicht, und das Journal kennt keinen Fall davon.</source>
        <translation>This alarm is not active, and the journal knows no occurrence of it.</translation>
    </message>
    <message>
        <source>Die Quelle liefert nichts mehr.</source>
        <translation>The source delivers nothing any more.</translation>
    </message>
    <message>
        <source>Der Zustand ist „{state}“.</source>
        <translation>The state is “{state}”.</translation>
    </message>
    <message>
        <source>Ausgelöst bei {value}; die Regel: {limit}.</source>
        <translation>Raised at {value}; the rule: {limit}.</translation>
    </message>
    <message>
        <source>Mit {value} lag der Wert {excess} über dem Grenzwert von {limit}.</source>
        <translation>At {value} the value was {excess} above the limit of {limit}.</translation>
    </message>
    <message>
        <source>Mit {value} lag der Wert {excess} unter dem Grenzwert von {limit}.</source>
        <translation>At {value} the value was {excess} below the limit of {limit}.</translation>
    </message>
    <message>
        <source>Gemeldet {raised}, vorbei {cleared}, das waren {span}.</source>
        <translation>Raised {raised}, over {cleared}, which was {span}.</translation>
    </message>
    <message>
        <source>Steht seit {raised}, das sind {span}.</source>
        <translation>Active since {raised}, which is {span}.</translation>
    </message>
    <message>
        <source>Begonnen hat es {crossed}; gemeldet wird nach {delay}.</source>
        <translation>It began {crossed}; the alarm is raised after {delay}.</translation>
    </message>
    <message>
        <source>In der Stunde davor blieb der Wert fast gleich.</source>
        <translation>In the hour before, the value stayed almost the same.</translation>
    </message>
    <message>
        <source>In der Stunde davor stieg der Wert um {change}.</source>
        <translation>In the hour before, the value rose by {change}.</translation>
    </message>
    <message>
        <source>In der Stunde davor fiel der Wert um {change}.</source>
        <translation>In the hour before, the value fell by {change}.</translation>
    </message>
    <message>
        <source>In der Stunde davor sprang der Wert um {change} nach oben.</source>
        <translation>In the hour before, the value jumped up by {change}.</translation>
    </message>
    <message>
        <source>In der Stunde davor sprang der Wert um {change} nach unten.</source>
        <translation>In the hour before, the value jumped down by {change}.</translation>
    </message>
    <message>
        <source>Zurzeit: {value}.</source>
        <translation>At present: {value}.</translation>
    </message>
    <message>
        <source>Quittiert {moment} von {person}.</source>
        <translation>Acknowledged {moment} by {person}.</translation>
    </message>
    <message>
        <source>Für diesen Datenpunkt gibt es keine Regel.</source>
        <translation>There is no rule for this point.</translation>
    </message>
    <message>
        <source>Der Wert: {value}, gemessen {moment}.</source>
        <translation>The value: {value}, measured {moment}.</translation>
    </message>
    <message>
        <source>Bisher ist kein Wert gekommen.</source>
        <translation>No value has come so far.</translation>
    </message>
    <message>
        <source>Gemeldet wird erst, wenn es {delay} anhält.</source>
        <translation>An alarm is only raised once this has lasted {delay}.</translation>
    </message>
    <message>
        <source>Der Wert verletzt die Regel {limit}.</source>
        <translation>The value violates the rule {limit}.</translation>
    </message>
    <message>
        <source>Von diesem Datenpunkt ist nichts bekannt.</source>
        <translation>Nothing is known of this point.</translation>
    </message>
    <message>
        <source>Der Wert ist nicht verlässlich, seine Güte ist „{quality}“.</source>
        <translation>The value is not reliable, its quality is “{quality}”.</translation>
    </message>
    <message>
        <source>Der Zustand „{state}“ ist auffällig, aber keine Regel meldet ihn.</source>
        <translation>The state “{state}” is abnormal, but no rule reports it.</translation>
    </message>
    <message>
        <source>Dieser Wert liegt im erlaubten Bereich; kein Alarm steht an.</source>
        <translation>This value is within the permitted range; no alarm is active.</translation>
    </message>
    <message>
        <source>Dieser Wert liegt im erlaubten Bereich; bis {limit} fehlen noch {room}.</source>
        <translation>This value is within the permitted range; it is {room} away from {limit}.</translation>
    </message>
    <message>
        <source>Was zu tun ist</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Sonst: {effect}</source>
        <translation>Otherwise: {effect}</translation>
    </message>
    <message>
        <source>Anleitungen</source>
        <translation>Instructions</translation>
    </message>
    <message>
        <source>Für die ganze Stadt</source>
        <translation>For the whole city</translation>
    </message>
    <message>
        <source>Für das Handlungsfeld</source>
        <translation>For the field of action</translation>
    </message>
    <message>
        <source>Für den Stadtbezirk</source>
        <translation>For the district</translation>
    </message>
    <message>
        <source>Für diese Bauart</source>
        <translation>For this type of device</translation>
    </message>
    <message>
        <source>Für die Quelle</source>
        <translation>For the source</translation>
    </message>
    <message>
        <source>Für das Gerät</source>
        <translation>For the device</translation>
    </message>
    <message>
        <source>Für den Datenpunkt</source>
        <translation>For the point</translation>
    </message>
    <message>
        <source>gleichzeitig</source>
        <translation>at the same time</translation>
    </message>
    <message>
        <source>{span} vorher</source>
        <translation>{span} before</translation>
    </message>
    <message>
        <source>{span} danach</source>
        <translation>{span} after</translation>
    </message>
    <message>
        <source>am selben Gerät</source>
        <translation>on the same device</translation>
    </message>
    <message>
        <source>dahinter im Netz</source>
        <translation>downstream in the network</translation>
    </message>
    <message>
        <source>gleicher Anschluss ({device})</source>
        <translation>same uplink ({device})</translation>
    </message>
    <message>
        <source>am selben Ort</source>
        <translation>at the same place</translation>
    </message>
    <message>
        <source>dieselbe Quelle</source>
        <translation>the same source</translation>
    </message>
    <message>
        <source>ganze Stadt</source>
        <translation>whole city</translation>
    </message>
</context>
<context>
    <name>workspaces</name>
    <message>
        <source>Lage</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>Die Stadt auf einen Blick, nach Handlungsfeldern.</source>
        <translation>The city at a glance, by field of action.</translation>
    </message>
    <message>
        <source>Alarme</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>Was nicht in Ordnung ist und wer es gesehen hat.</source>
        <translation>What is wrong, and who has seen it.</translation>
    </message>
    <message>
        <source>Verläufe</source>
        <translation>Trends</translation>
    </message>
    <message>
        <source>Kurven von Datenpunkten, live und aus der Geschichte.</source>
        <translation>Curves of points, live and from history.</translation>
    </message>
    <message>
        <source>Zwilling</source>
        <translation>Twin</translation>
    </message>
    <message>
        <source>Das räumliche Modell der Stadt.</source>
        <translation>The city&apos;s model in three dimensions.</translation>
    </message>
    <message>
        <source>Felder</source>
        <translation>Fields</translation>
    </message>
    <message>
        <source>Mobilität, Umwelt, Verwaltung: je Feld eine Ansicht.</source>
        <translation>Mobility, environment, administration: a view for each field.</translation>
    </message>
    <message>
        <source>Bestand</source>
        <translation>Inventory</translation>
    </message>
    <message>
        <source>Was die Stadt betreibt, wo es steht, in welchem Zustand.</source>
        <translation>What the city runs, where it stands and in what condition.</translation>
    </message>
    <message>
        <source>Ausbau</source>
        <translation>Rollout</translation>
    </message>
    <message>
        <source>Der Netzausbau, Adresse für Adresse.</source>
        <translation>The network rollout, address by address.</translation>
    </message>
    <message>
        <source>Projekte</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>Die Vorhaben der Smart City mit ihren Nachweisen.</source>
        <translation>The smart-city projects with their evidence.</translation>
    </message>
    <message>
        <source>Anbindung</source>
        <translation>Connections</translation>
    </message>
    <message>
        <source>Quellen, ihre Gesundheit und ihre Datenpunkte.</source>
        <translation>Sources, their health and their points.</translation>
    </message>
    <message>
        <source>Schicht</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Schichtbuch, Übergabe und Vorfallkapseln.</source>
        <translation>Shift logbook, handover and incident capsules.</translation>
    </message>
</context>
</TS>
