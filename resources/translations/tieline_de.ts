<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
  <context>
    <name>Tieline</name>
    <message>
      <source># stands for a letter or digit, other characters separate; empty leaves the number as it is.</source>
      <translation>Ein # steht für einen Buchstaben oder eine Ziffer, andere Zeichen trennen; leer bleibt die Nummer, wie sie ist.</translation>
    </message>
    <message>
      <source>&amp;No</source>
      <translation>&amp;Nein</translation>
    </message>
    <message>
      <source>&amp;Yes</source>
      <translation>&amp;Ja</translation>
    </message>
    <message>
      <source>(empty)</source>
      <translation>(leer)</translation>
    </message>
    <message>
      <source>-1 where Timberline stores receipts as negative amounts.</source>
      <translation>-1, wenn Timberline Zahlungen als negative Beträge führt.</translation>
    </message>
    <message>
      <source>-1: turned round</source>
      <translation>-1: umgekehrt</translation>
    </message>
    <message>
      <source>1 Region or division</source>
      <translation>1 Region oder Bereich</translation>
    </message>
    <message>
      <source>1 day</source>
      <translation>1 Tag</translation>
    </message>
    <message>
      <source>1 hour</source>
      <translation>1 Stunde</translation>
    </message>
    <message>
      <source>1 hour back and ahead</source>
      <translation>1 Stunde zurück und voraus</translation>
    </message>
    <message>
      <source>1 week</source>
      <translation>1 Woche</translation>
    </message>
    <message>
      <source>15 minutes back and ahead</source>
      <translation>15 Minuten zurück und voraus</translation>
    </message>
    <message>
      <source>1: as they are</source>
      <translation>1: wie sie sind</translation>
    </message>
    <message>
      <source>2 Single job</source>
      <translation>2 Einzelner Job</translation>
    </message>
    <message>
      <source>24 hours back and ahead</source>
      <translation>24 Stunden zurück und voraus</translation>
    </message>
    <message>
      <source>3 Team</source>
      <translation>3 Team</translation>
    </message>
    <message>
      <source>4 All jobs</source>
      <translation>4 Alle Jobs</translation>
    </message>
    <message>
      <source>4 hours</source>
      <translation>4 Stunden</translation>
    </message>
    <message>
      <source>5 Accounts entity</source>
      <translation>5 Buchungskreis</translation>
    </message>
    <message>
      <source>6 hours back and ahead</source>
      <translation>6 Stunden zurück und voraus</translation>
    </message>
    <message>
      <source>7 days back and ahead</source>
      <translation>7 Tage zurück und voraus</translation>
    </message>
    <message>
      <source>A backup comes back in a data folder of its own; this store stays as it is until you decide.</source>
      <translation>Eine Sicherung kommt in einen eigenen Datenordner; dieser Datenspeicher bleibt, wie er ist, bis Sie sich entscheiden.</translation>
    </message>
    <message>
      <source>A claim of this invoice lies outside the date range of the check.</source>
      <translation>Eine Forderung dieser Rechnung liegt außerhalb des geprüften Zeitraums.</translation>
    </message>
    <message>
      <source>A database did not answer</source>
      <translation>Eine Datenbank hat nicht geantwortet</translation>
    </message>
    <message>
      <source>A due time is skipped while the job still runs.</source>
      <translation>Ein Termin fällt aus, solange der Job noch läuft.</translation>
    </message>
    <message>
      <source>A full data sync can take long and blocks other integrations of the company until it has ended. What is in ARM stays usable all the time.</source>
      <translation>Ein Vollabgleich kann lange dauern und hält die anderen Integrationen der Firma auf, bis er endet. Was in ARM ist, bleibt die ganze Zeit nutzbar.</translation>
    </message>
    <message>
      <source>A job whose code is missing exports nothing.</source>
      <translation>Ein Job ohne Code exportiert nichts.</translation>
    </message>
    <message>
      <source>A profile, or the path of its file</source>
      <translation>Ein Profil oder der Pfad seiner Datei</translation>
    </message>
    <message>
      <source>A test system.</source>
      <translation>Ein Testsystem.</translation>
    </message>
    <message>
      <source>A transaction leads to the log of its run, a number to its documents (Enter)</source>
      <translation>Eine Transaktion führt zum Protokoll ihres Laufs, eine Nummer zu ihren Belegen (Eingabe)</translation>
    </message>
    <message>
      <source>AP invoice</source>
      <translation>Eingangsrechnung</translation>
    </message>
    <message>
      <source>API key</source>
      <translation>API-Schlüssel</translation>
    </message>
    <message>
      <source>ARM</source>
      <translation>ARM</translation>
    </message>
    <message>
      <source>ARM numbers</source>
      <translation>Nummern von ARM</translation>
    </message>
    <message>
      <source>About the picked job</source>
      <translation>Über den gewählten Job</translation>
    </message>
    <message>
      <source>About the picked record</source>
      <translation>Zum ausgewählten Satz</translation>
    </message>
    <message>
      <source>Accounting</source>
      <translation>Buchhaltung</translation>
    </message>
    <message>
      <source>Action</source>
      <translation>Aktion</translation>
    </message>
    <message>
      <source>Actions</source>
      <translation>Aktionen</translation>
    </message>
    <message>
      <source>Actions of the picked jobs</source>
      <translation>Aktionen der gewählten Jobs</translation>
    </message>
    <message>
      <source>Actions of this agent</source>
      <translation>Aktionen dieses Agenten</translation>
    </message>
    <message>
      <source>Actions of this job</source>
      <translation>Aktionen dieses Jobs</translation>
    </message>
    <message>
      <source>Add agents</source>
      <translation>Agenten anlegen</translation>
    </message>
    <message>
      <source>Add the contract in Framework.</source>
      <translation>Legen Sie den Vertrag in Framework an.</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Address of Timberline; it is only ever read. ODBC: odbc+pyodbc:///?odbc_connect=…</source>
      <translation>Adresse von Timberline; es wird nur gelesen. ODBC: odbc+pyodbc:///?odbc_connect=…</translation>
    </message>
    <message>
      <source>Address of an empty database</source>
      <translation>Adresse einer leeren Datenbank</translation>
    </message>
    <message>
      <source>Address of the Framework database; it is read and written.</source>
      <translation>Adresse der Framework-Datenbank; sie wird gelesen und beschrieben.</translation>
    </message>
    <message>
      <source>Adds agents, gives roles, moves and backs up the store.</source>
      <translation>Legt Agenten an, vergibt Rollen, sichert den Datenspeicher und zieht ihn um.</translation>
    </message>
    <message>
      <source>Admin</source>
      <translation>Administrator</translation>
    </message>
    <message>
      <source>After</source>
      <translation>Nachher</translation>
    </message>
    <message>
      <source>After downtime</source>
      <translation>Nach Stillstand</translation>
    </message>
    <message>
      <source>Agent</source>
      <translation>Agent</translation>
    </message>
    <message>
      <source>Agent added</source>
      <translation>Agent angelegt</translation>
    </message>
    <message>
      <source>Agent paused</source>
      <translation>Agent pausiert</translation>
    </message>
    <message>
      <source>Agent resumed</source>
      <translation>Agent fortgesetzt</translation>
    </message>
    <message>
      <source>Agent settings changed</source>
      <translation>Einstellungen des Agenten geändert</translation>
    </message>
    <message>
      <source>Agents</source>
      <translation>Agenten</translation>
    </message>
    <message>
      <source>Alerts</source>
      <translation>Warnhinweise</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>All failed records</source>
      <translation>Alle fehlerhaften Datensätze</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>Alle Dateien (*)</translation>
    </message>
    <message>
      <source>All levels</source>
      <translation>Alle Stufen</translation>
    </message>
    <message>
      <source>Amount</source>
      <translation>Betrag</translation>
    </message>
    <message>
      <source>Amount not above zero</source>
      <translation>Betrag nicht über null</translation>
    </message>
    <message>
      <source>An agent brings the data of its companies into ARM. Make the sandbox company to look around without touching anything, or set up your own company step by step.</source>
      <translation>Ein Agent bringt die Daten seiner Firmen nach ARM. Legen Sie die Beispielfirma an, um sich gefahrlos umzusehen, oder richten Sie Ihre eigene Firma Schritt für Schritt ein.</translation>
    </message>
    <message>
      <source>An agent works for one or more companies. Name a new one, or pick one there is.</source>
      <translation>Ein Agent arbeitet für eine oder mehrere Firmen. Benennen Sie einen neuen oder wählen Sie einen vorhandenen.</translation>
    </message>
    <message>
      <source>Analyse phase codes</source>
      <translation>Phasencodes prüfen</translation>
    </message>
    <message>
      <source>And</source>
      <translation>Und</translation>
    </message>
    <message>
      <source>Any start</source>
      <translation>Jeder Auslöser</translation>
    </message>
    <message>
      <source>Any time</source>
      <translation>Jederzeit</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>Darstellung</translation>
    </message>
    <message>
      <source>Apply</source>
      <translation>Anwenden</translation>
    </message>
    <message>
      <source>As it came</source>
      <translation>Wie ausgeliefert</translation>
    </message>
    <message>
      <source>As read</source>
      <translation>Wie gelesen</translation>
    </message>
    <message>
      <source>Audit</source>
      <translation>Änderungsprotokoll</translation>
    </message>
    <message>
      <source>Audited actions</source>
      <translation>Festgehaltene Aktionen</translation>
    </message>
    <message>
      <source>BIL configuration wizard</source>
      <translation>BIL-Einrichtung</translation>
    </message>
    <message>
      <source>BIL host</source>
      <translation>BIL-Rechner</translation>
    </message>
    <message>
      <source>BIL ports</source>
      <translation>BIL-Ports</translation>
    </message>
    <message>
      <source>BIL ports, one an instance</source>
      <translation>BIL-Ports, einer je Instanz</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Back up</source>
      <translation>Sichern</translation>
    </message>
    <message>
      <source>Back up the store</source>
      <translation>Datenspeicher sichern</translation>
    </message>
    <message>
      <source>Back up…</source>
      <translation>Sichern…</translation>
    </message>
    <message>
      <source>Backed up: {rows} in {file}. Passwords are not in it.</source>
      <translation>Gesichert: {rows} in {file}. Kennwörter sind nicht darin.</translation>
    </message>
    <message>
      <source>Backing up. Work goes on meanwhile.</source>
      <translation>Wird gesichert. Die Arbeit geht solange weiter.</translation>
    </message>
    <message>
      <source>Batch</source>
      <translation>Stapel</translation>
    </message>
    <message>
      <source>Batches</source>
      <translation>Stapel</translation>
    </message>
    <message>
      <source>Because</source>
      <translation>Weil</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Vorher</translation>
    </message>
    <message>
      <source>Begun</source>
      <translation>Begonnen</translation>
    </message>
    <message>
      <source>Being sent</source>
      <translation>Wird gesendet</translation>
    </message>
    <message>
      <source>Billing method unknown</source>
      <translation>Abrechnungsart unbekannt</translation>
    </message>
    <message>
      <source>Both sides have the same sums.</source>
      <translation>Beide Seiten haben dieselben Summen.</translation>
    </message>
    <message>
      <source>By a user</source>
      <translation>Durch Benutzer</translation>
    </message>
    <message>
      <source>By another job</source>
      <translation>Durch anderen Job</translation>
    </message>
    <message>
      <source>By fetch</source>
      <translation>Durch Nachholen</translation>
    </message>
    <message>
      <source>By recovery</source>
      <translation>Durch Wiederaufnahme</translation>
    </message>
    <message>
      <source>By retry</source>
      <translation>Durch Wiederholung</translation>
    </message>
    <message>
      <source>By schedule</source>
      <translation>Durch Zeitplan</translation>
    </message>
    <message>
      <source>By what the jobs of this profile are picked.</source>
      <translation>Wonach die Jobs dieses Profils ausgewählt werden.</translation>
    </message>
    <message>
      <source>CSV</source>
      <translation>CSV</translation>
    </message>
    <message>
      <source>CSV…</source>
      <translation>CSV…</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Cancel Full Data Sync…</source>
      <translation>Vollabgleich abbrechen…</translation>
    </message>
    <message>
      <source>Cancel a full data sync</source>
      <translation>Einen Vollabgleich abbrechen</translation>
    </message>
    <message>
      <source>Cancel full data sync</source>
      <translation>Vollabgleich abbrechen</translation>
    </message>
    <message>
      <source>Cancel full data sync of</source>
      <translation>Vollabgleich abbrechen für</translation>
    </message>
    <message>
      <source>Cancelling also skips the PENDING changes that were still to be brought into ARM. They are listed and kept, and can be fetched later.</source>
      <translation>Beim Abbrechen werden auch die ausstehenden Änderungen (PENDING) übersprungen, die noch nach ARM zu bringen waren. Sie werden aufgelistet, aufbewahrt und können später geholt werden.</translation>
    </message>
    <message>
      <source>Cause</source>
      <translation>Ursache</translation>
    </message>
    <message>
      <source>Causes</source>
      <translation>Ursachen</translation>
    </message>
    <message>
      <source>Cell</source>
      <translation>Zelle</translation>
    </message>
    <message>
      <source>Change settings of agents and properties of jobs</source>
      <translation>Einstellungen von Agenten und Eigenschaften von Jobs ändern</translation>
    </message>
    <message>
      <source>Changed after posting</source>
      <translation>Nach dem Buchen geändert</translation>
    </message>
    <message>
      <source>Changes not brought yet</source>
      <translation>Noch nicht gebrachte Änderungen</translation>
    </message>
    <message>
      <source>Charge of an order</source>
      <translation>Zuschlag einer Bestellung</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>Prüfung</translation>
    </message>
    <message>
      <source>Check again</source>
      <translation>Erneut prüfen</translation>
    </message>
    <message>
      <source>Check consistency</source>
      <translation>Abstimmung prüfen</translation>
    </message>
    <message>
      <source>Check in the ERP that there is nothing new, or request a full data sync.</source>
      <translation>Prüfen Sie im ERP, ob es wirklich nichts Neues gibt, oder fordern Sie einen Vollabgleich an.</translation>
    </message>
    <message>
      <source>Check the amounts in Framework; credits are entered in Timberline.</source>
      <translation>Prüfen Sie die Beträge in Framework; Gutschriften werden in Timberline erfasst.</translation>
    </message>
    <message>
      <source>Check the network and the addresses on the Checks page.</source>
      <translation>Prüfen Sie Netz und Adressen auf der Seite Prüfungen.</translation>
    </message>
    <message>
      <source>Checked by</source>
      <translation>Geprüft von</translation>
    </message>
    <message>
      <source>Checks</source>
      <translation>Prüfungen</translation>
    </message>
    <message>
      <source>Claim</source>
      <translation>Forderung</translation>
    </message>
    <message>
      <source>Claims</source>
      <translation>Forderungen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close Tieline</source>
      <translation>Tieline schließen</translation>
    </message>
    <message>
      <source>Close Tieline…</source>
      <translation>Tieline schließen…</translation>
    </message>
    <message>
      <source>Close the window</source>
      <translation>Fenster schließen</translation>
    </message>
    <message>
      <source>Close this notice</source>
      <translation>Diesen Hinweis schließen</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>Code</translation>
    </message>
    <message>
      <source>Code missing</source>
      <translation>Code fehlt</translation>
    </message>
    <message>
      <source>Code, message or words</source>
      <translation>Code, Meldung oder Wörter</translation>
    </message>
    <message>
      <source>Code, message or words, such as 08001 or WinError 32</source>
      <translation>Code, Meldung oder Wörter, etwa 08001 oder WinError 32</translation>
    </message>
    <message>
      <source>Codes</source>
      <translation>Codes</translation>
    </message>
    <message>
      <source>Codes and job numbers</source>
      <translation>Codes und Jobnummern</translation>
    </message>
    <message>
      <source>Codes required</source>
      <translation>Codes erforderlich</translation>
    </message>
    <message>
      <source>Colour of its band</source>
      <translation>Farbe des Bandes</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>Spalten</translation>
    </message>
    <message>
      <source>Companies</source>
      <translation>Firmen</translation>
    </message>
    <message>
      <source>Companies of</source>
      <translation>Firmen von</translation>
    </message>
    <message>
      <source>Companies of the agent</source>
      <translation>Firmen des Agenten</translation>
    </message>
    <message>
      <source>Company</source>
      <translation>Firma</translation>
    </message>
    <message>
      <source>Company set up</source>
      <translation>Firma eingerichtet</translation>
    </message>
    <message>
      <source>Compare both and correct the payment in Framework by hand.</source>
      <translation>Vergleichen Sie beide und berichtigen Sie die Zahlung in Framework von Hand.</translation>
    </message>
    <message>
      <source>Consistency check</source>
      <translation>Abstimmung</translation>
    </message>
    <message>
      <source>Content</source>
      <translation>Inhalt</translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Contract code</source>
      <translation>Vertragscode</translation>
    </message>
    <message>
      <source>Copy as</source>
      <translation>Kopieren als</translation>
    </message>
    <message>
      <source>Copy as text</source>
      <translation>Als Text kopieren</translation>
    </message>
    <message>
      <source>Copy the DDL of the ARM tables</source>
      <translation>DDL der ARM-Tabellen kopieren</translation>
    </message>
    <message>
      <source>Copy the message as text for a ticket from the log, and send it to your support.</source>
      <translation>Kopieren Sie die Meldung als Text für ein Ticket und senden Sie sie an Ihren Support.</translation>
    </message>
    <message>
      <source>Copy the report</source>
      <translation>Bericht kopieren</translation>
    </message>
    <message>
      <source>Copy the rows as text</source>
      <translation>Zeilen als Text kopieren</translation>
    </message>
    <message>
      <source>Correct it in the ERP, then retry it.</source>
      <translation>Berichtigen Sie ihn im ERP und wiederholen Sie ihn dann.</translation>
    </message>
    <message>
      <source>Correct it in the ERP; the next run brings it, or retry it now.</source>
      <translation>Berichtigen Sie es im ERP; der nächste Lauf bringt den Datensatz, oder wiederholen Sie ihn jetzt.</translation>
    </message>
    <message>
      <source>Correct the job number in Framework, or job_format in the profile.</source>
      <translation>Berichtigen Sie die Jobnummer in Framework oder job_format im Profil.</translation>
    </message>
    <message>
      <source>Correct them in the ERP, then retry them.</source>
      <translation>Berichtigen Sie sie im ERP und wiederholen Sie sie.</translation>
    </message>
    <message>
      <source>Count every action again: what was changed, added or taken out is found</source>
      <translation>Jede Aktion nachzählen: Was verändert, hinzugefügt oder entfernt wurde, wird gefunden</translation>
    </message>
    <message>
      <source>Crash report</source>
      <translation>Absturzbericht</translation>
    </message>
    <message>
      <source>Create invoices</source>
      <translation>Rechnungen erstellen</translation>
    </message>
    <message>
      <source>Create the job in Timberline, or correct the number in Framework.</source>
      <translation>Legen Sie den Job in Timberline an oder berichtigen Sie die Nummer in Framework.</translation>
    </message>
    <message>
      <source>Ctrl+F</source>
      <translation>Strg+F</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>Daten</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>Datenordner</translation>
    </message>
    <message>
      <source>Data source</source>
      <translation>Datenquelle</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>Datenbank</translation>
    </message>
    <message>
      <source>Databases</source>
      <translation>Datenbanken</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>Decision</source>
      <translation>Entscheidung</translation>
    </message>
    <message>
      <source>Decisions at due times</source>
      <translation>Entscheidungen bei Fälligkeit</translation>
    </message>
    <message>
      <source>Default</source>
      <translation>Standard</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Deleted</source>
      <translation>Gelöscht</translation>
    </message>
    <message>
      <source>Denied</source>
      <translation>Verweigert</translation>
    </message>
    <message>
      <source>Denied lately</source>
      <translation>Zuletzt verweigert</translation>
    </message>
    <message>
      <source>Dependencies</source>
      <translation>Abhängigkeiten</translation>
    </message>
    <message>
      <source>Depends on</source>
      <translation>Hängt ab von</translation>
    </message>
    <message>
      <source>Disable</source>
      <translation>Deaktivieren</translation>
    </message>
    <message>
      <source>Disable Job</source>
      <translation>Job deaktivieren</translation>
    </message>
    <message>
      <source>Disable or enable the picked jobs</source>
      <translation>Gewählte Jobs deaktivieren oder aktivieren</translation>
    </message>
    <message>
      <source>Disable these jobs?</source>
      <translation>Diese Jobs deaktivieren?</translation>
    </message>
    <message>
      <source>Disabled</source>
      <translation>Deaktiviert</translation>
    </message>
    <message>
      <source>Does the engine go on?</source>
      <translation>Soll weitergearbeitet werden?</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Erledigt</translation>
    </message>
    <message>
      <source>Draining</source>
      <translation>Läuft aus</translation>
    </message>
    <message>
      <source>Due</source>
      <translation>Fällig</translation>
    </message>
    <message>
      <source>Duration of</source>
      <translation>Dauer von</translation>
    </message>
    <message>
      <source>ERP</source>
      <translation>ERP</translation>
    </message>
    <message>
      <source>Each change is kept. Going back sets everything as it was then, and is a change itself.</source>
      <translation>Jede Änderung wird aufbewahrt. Zurücksetzen stellt alles so ein, wie es damals war, und ist selbst eine Änderung.</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>Bearbeiten…</translation>
    </message>
    <message>
      <source>Empty means</source>
      <translation>Leer bedeutet</translation>
    </message>
    <message>
      <source>Enable</source>
      <translation>Aktivieren</translation>
    </message>
    <message>
      <source>Enable Job</source>
      <translation>Job aktivieren</translation>
    </message>
    <message>
      <source>Enable these jobs?</source>
      <translation>Diese Jobs aktivieren?</translation>
    </message>
    <message>
      <source>Enabled</source>
      <translation>Aktiviert</translation>
    </message>
    <message>
      <source>Enabled: part of integration processing</source>
      <translation>Aktiviert: nimmt an der Integration teil</translation>
    </message>
    <message>
      <source>End the Process…</source>
      <translation>Prozess beenden…</translation>
    </message>
    <message>
      <source>End the process of the agent {agent}?</source>
      <translation>Den Prozess des Agenten {agent} beenden?</translation>
    </message>
    <message>
      <source>End the work</source>
      <translation>Arbeit beenden</translation>
    </message>
    <message>
      <source>Ended</source>
      <translation>Beendet</translation>
    </message>
    <message>
      <source>Ends about</source>
      <translation>Ende etwa</translation>
    </message>
    <message>
      <source>Enter the customer at the job in Timberline.</source>
      <translation>Tragen Sie den Kunden beim Job in Timberline ein.</translation>
    </message>
    <message>
      <source>Enter the date in Timberline.</source>
      <translation>Tragen Sie das Datum in Timberline ein.</translation>
    </message>
    <message>
      <source>Environment</source>
      <translation>Umgebung</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Errors only</source>
      <translation>Nur Fehler</translation>
    </message>
    <message>
      <source>Every action</source>
      <translation>Jede Aktion</translation>
    </message>
    <message>
      <source>Every record that was read is in ARM. A record that cannot be brought over appears here with its reason, and goes by itself when a later run succeeds.</source>
      <translation>Jeder gelesene Datensatz ist in ARM. Ein Datensatz, der nicht übernommen werden kann, erscheint hier mit seinem Grund und verschwindet von selbst, sobald ein späterer Lauf gelingt.</translation>
    </message>
    <message>
      <source>Everybody may do everything</source>
      <translation>Jeder darf alles</translation>
    </message>
    <message>
      <source>Everything goes to another database, such as PostgreSQL for many machines: complete or not at all. The old store stays where it is, says where everything went, and is used no more.</source>
      <translation>Alles kommt in eine andere Datenbank, etwa PostgreSQL für mehrere Rechner: vollständig oder gar nicht. Der alte Datenspeicher bleibt, wo er ist, sagt, wohin alles ging, und wird nicht mehr benutzt.</translation>
    </message>
    <message>
      <source>Everything is in order</source>
      <translation>Alles ist in Ordnung</translation>
    </message>
    <message>
      <source>Everything that passes the filter is shown.</source>
      <translation>Alles, was dem Filter entspricht, wird gezeigt.</translation>
    </message>
    <message>
      <source>Excel…</source>
      <translation>Excel…</translation>
    </message>
    <message>
      <source>Expected time</source>
      <translation>Erwartete Dauer</translation>
    </message>
    <message>
      <source>Expected to take</source>
      <translation>Erwartete Dauer</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exportieren</translation>
    </message>
    <message>
      <source>Export views</source>
      <translation>Ansichten exportieren</translation>
    </message>
    <message>
      <source>Export views…</source>
      <translation>Ansichten exportieren…</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportieren…</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <source>Failed record</source>
      <translation>Fehlerhafter Satz</translation>
    </message>
    <message>
      <source>Failed records</source>
      <translation>Fehlerhafte Sätze</translation>
    </message>
    <message>
      <source>Failed records retried</source>
      <translation>Fehlerhafte Datensätze wiederholt</translation>
    </message>
    <message>
      <source>Failing</source>
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <source>Fetch them now</source>
      <translation>Jetzt holen</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>Feld</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>File name</source>
      <translation>Dateiname</translation>
    </message>
    <message>
      <source>Fill in</source>
      <translation>Bitte ausfüllen:</translation>
    </message>
    <message>
      <source>Filter (Ctrl+F)</source>
      <translation>Filter (Strg+F)</translation>
    </message>
    <message>
      <source>Filter by job, company, message</source>
      <translation>Nach Job, Firma, Meldung filtern</translation>
    </message>
    <message>
      <source>Filter by key, field, reason</source>
      <translation>Nach Schlüssel, Feld, Grund filtern</translation>
    </message>
    <message>
      <source>Filter by number, name, status, dependency</source>
      <translation>Nummer, Name, Status, Abhängigkeit</translation>
    </message>
    <message>
      <source>Filter by person, object, note</source>
      <translation>Nach Person, Objekt, Notiz filtern</translation>
    </message>
    <message>
      <source>Filter jobs</source>
      <translation>Jobs filtern</translation>
    </message>
    <message>
      <source>Filter lines</source>
      <translation>Zeilen filtern</translation>
    </message>
    <message>
      <source>Filter records</source>
      <translation>Datensätze filtern</translation>
    </message>
    <message>
      <source>Filter the list of the page; Esc empties it</source>
      <translation>Die Liste der Seite filtern; Esc leert das Feld</translation>
    </message>
    <message>
      <source>Finish</source>
      <translation>Fertigstellen</translation>
    </message>
    <message>
      <source>First day of the receipts that are carried over (YYYY-MM-DD).</source>
      <translation>Erster Tag der Zahlungen, die übernommen werden (JJJJ-MM-TT).</translation>
    </message>
    <message>
      <source>First invoice day that is compared; empty means no limit.</source>
      <translation>Erster Rechnungstag, der verglichen wird; leer heißt ohne Grenze.</translation>
    </message>
    <message>
      <source>First seen</source>
      <translation>Zuerst gesehen</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Follow</source>
      <translation>Mitlaufen</translation>
    </message>
    <message>
      <source>Follow the newest line</source>
      <translation>Der neuesten Zeile folgen</translation>
    </message>
    <message>
      <source>Follow the step</source>
      <translation>Schritt folgen</translation>
    </message>
    <message>
      <source>Format for contracts</source>
      <translation>Format für Verträge</translation>
    </message>
    <message>
      <source>Format the job number for the contract lookup too.</source>
      <translation>Die Jobnummer auch für die Suche nach Verträgen formatieren.</translation>
    </message>
    <message>
      <source>Found</source>
      <translation>Befund</translation>
    </message>
    <message>
      <source>Framework</source>
      <translation>Framework</translation>
    </message>
    <message>
      <source>Framework invoice</source>
      <translation>Rechnung in Framework</translation>
    </message>
    <message>
      <source>Framework paid</source>
      <translation>Bezahlt in Framework</translation>
    </message>
    <message>
      <source>Free on the disk</source>
      <translation>Frei auf dem Laufwerk</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Von</translation>
    </message>
    <message>
      <source>From ARM through its transactions to Kinetic, and back (Ctrl+D)</source>
      <translation>Von ARM über die Transaktionen bis Kinetic und zurück (Strg+D)</translation>
    </message>
    <message>
      <source>Full data sync</source>
      <translation>Vollabgleich</translation>
    </message>
    <message>
      <source>Full data sync cancelled</source>
      <translation>Vollabgleich abgebrochen</translation>
    </message>
    <message>
      <source>Full data sync of</source>
      <translation>Vollabgleich von</translation>
    </message>
    <message>
      <source>Full data sync requested</source>
      <translation>Vollabgleich angefordert</translation>
    </message>
    <message>
      <source>Full data sync requested or running in</source>
      <translation>Vollabgleich angefordert oder im Gange in</translation>
    </message>
    <message>
      <source>Give</source>
      <translation>Vergeben</translation>
    </message>
    <message>
      <source>Give a role</source>
      <translation>Rolle vergeben</translation>
    </message>
    <message>
      <source>Give a role…</source>
      <translation>Rolle vergeben…</translation>
    </message>
    <message>
      <source>Give and take back roles</source>
      <translation>Rollen vergeben und entziehen</translation>
    </message>
    <message>
      <source>Give it a number in Framework.</source>
      <translation>Geben Sie ihr in Framework eine Nummer.</translation>
    </message>
    <message>
      <source>Give one of them another number in Framework.</source>
      <translation>Geben Sie einer davon in Framework eine andere Nummer.</translation>
    </message>
    <message>
      <source>Give the agent a name.</source>
      <translation>Geben Sie dem Agenten einen Namen.</translation>
    </message>
    <message>
      <source>Given by</source>
      <translation>Vergeben von</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Go on in the background</source>
      <translation>Im Hintergrund weiterarbeiten</translation>
    </message>
    <message>
      <source>Go there</source>
      <translation>Hingehen</translation>
    </message>
    <message>
      <source>Go to a page</source>
      <translation>Zu einer Seite gehen</translation>
    </message>
    <message>
      <source>Go to the agent</source>
      <translation>Zum Agenten</translation>
    </message>
    <message>
      <source>Go to the job</source>
      <translation>Zum Job</translation>
    </message>
    <message>
      <source>Go to the run</source>
      <translation>Zum Lauf</translation>
    </message>
    <message>
      <source>Go to {job}</source>
      <translation>Zu {job}</translation>
    </message>
    <message>
      <source>Go-live</source>
      <translation>Produktivstart</translation>
    </message>
    <message>
      <source>Goes into the file</source>
      <translation>Kommt in die Datei</translation>
    </message>
    <message>
      <source>Goes on by itself</source>
      <translation>Geht von selbst weiter</translation>
    </message>
    <message>
      <source>Good</source>
      <translation>Gut</translation>
    </message>
    <message>
      <source>Graph of dependencies</source>
      <translation>Graph der Abhängigkeiten</translation>
    </message>
    <message>
      <source>Hash</source>
      <translation>Prüfsumme</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>History of runs</source>
      <translation>Verlauf der Läufe</translation>
    </message>
    <message>
      <source>Host</source>
      <translation>Rechner</translation>
    </message>
    <message>
      <source>How much the sums may differ, in money, not below zero.</source>
      <translation>Um welchen Betrag die Summen abweichen dürfen, nicht unter null.</translation>
    </message>
    <message>
      <source>How the move goes</source>
      <translation>Verlauf des Umzugs</translation>
    </message>
    <message>
      <source>IM instance #</source>
      <translation>IM-Instanz Nr.</translation>
    </message>
    <message>
      <source>Id</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>Implementer</source>
      <translation>Einrichter</translation>
    </message>
    <message>
      <source>Import and post the invoice file, or look for the invoice in the archive.</source>
      <translation>Importieren und buchen Sie die Rechnungsdatei oder suchen Sie die Rechnung im Archiv.</translation>
    </message>
    <message>
      <source>Import views</source>
      <translation>Ansichten importieren</translation>
    </message>
    <message>
      <source>Import views…</source>
      <translation>Ansichten importieren…</translation>
    </message>
    <message>
      <source>In ARM</source>
      <translation>In ARM</translation>
    </message>
    <message>
      <source>In Kinetic</source>
      <translation>In Kinetic</translation>
    </message>
    <message>
      <source>In Timberline already</source>
      <translation>Schon in Timberline</translation>
    </message>
    <message>
      <source>In order</source>
      <translation>In Ordnung</translation>
    </message>
    <message>
      <source>Inserted</source>
      <translation>Neu</translation>
    </message>
    <message>
      <source>Instance</source>
      <translation>Instanz</translation>
    </message>
    <message>
      <source>Instance #</source>
      <translation>Instanz Nr.</translation>
    </message>
    <message>
      <source>Instance number of the integration manager</source>
      <translation>Instanznummer des Integrationsmanagers</translation>
    </message>
    <message>
      <source>Instances</source>
      <translation>Instanzen</translation>
    </message>
    <message>
      <source>Integration</source>
      <translation>Integration</translation>
    </message>
    <message>
      <source>Intercompany</source>
      <translation>Intercompany</translation>
    </message>
    <message>
      <source>Intercompany GL is active (4 Buyer does not run)</source>
      <translation>Konzerninterne Sachkonten sind aktiv (4 Buyer läuft nicht)</translation>
    </message>
    <message>
      <source>Interval</source>
      <translation>Intervall</translation>
    </message>
    <message>
      <source>Interval in seconds</source>
      <translation>Intervall in Sekunden</translation>
    </message>
    <message>
      <source>Into which new data folder?</source>
      <translation>In welchen neuen Datenordner?</translation>
    </message>
    <message>
      <source>Invented data. Nothing here touches a real system.</source>
      <translation>Erfundene Daten. Nichts hier berührt ein echtes System.</translation>
    </message>
    <message>
      <source>Invoice</source>
      <translation>Rechnung</translation>
    </message>
    <message>
      <source>Invoice batches</source>
      <translation>Rechnungsstapel</translation>
    </message>
    <message>
      <source>Invoice file</source>
      <translation>Rechnungsdatei</translation>
    </message>
    <message>
      <source>Invoice result</source>
      <translation>Ergebnis Rechnung</translation>
    </message>
    <message>
      <source>Invoices</source>
      <translation>Rechnungen</translation>
    </message>
    <message>
      <source>Is posted</source>
      <translation>Wird gebucht</translation>
    </message>
    <message>
      <source>It changed no setting.</source>
      <translation>Sie änderte keine Einstellung.</translation>
    </message>
    <message>
      <source>It goes by itself when a later run succeeds.</source>
      <translation>Er verschwindet von selbst, wenn ein späterer Lauf gelingt.</translation>
    </message>
    <message>
      <source>It has never been queued.</source>
      <translation>Er wurde nie eingereiht.</translation>
    </message>
    <message>
      <source>It still drains: wait until running jobs have ended.</source>
      <translation>Er läuft noch aus: Warten Sie, bis laufende Jobs beendet sind.</translation>
    </message>
    <message>
      <source>Job</source>
      <translation>Job</translation>
    </message>
    <message>
      <source>Job format</source>
      <translation>Jobformat</translation>
    </message>
    <message>
      <source>Job not in Timberline</source>
      <translation>Job nicht in Timberline</translation>
    </message>
    <message>
      <source>Job number does not fit</source>
      <translation>Jobnummer passt nicht</translation>
    </message>
    <message>
      <source>Job properties</source>
      <translation>Eigenschaften der Jobs</translation>
    </message>
    <message>
      <source>Job properties changed</source>
      <translation>Eigenschaften des Jobs geändert</translation>
    </message>
    <message>
      <source>Job run</source>
      <translation>Job ausgeführt</translation>
    </message>
    <message>
      <source>Job stopped</source>
      <translation>Job gestoppt</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>Jobs</translation>
    </message>
    <message>
      <source>Jobs by</source>
      <translation>Jobs nach</translation>
    </message>
    <message>
      <source>Jobs run at their times without the window.</source>
      <translation>Jobs laufen zu ihren Zeiten ohne das Fenster.</translation>
    </message>
    <message>
      <source>Jobs that fail, run late or bring nothing any more appear here, one alert a cause. What you made quiet comes back by itself.</source>
      <translation>Jobs, die fehlschlagen, überfällig sind oder nichts mehr bringen, erscheinen hier, ein Hinweis je Ursache. Was Sie stumm gestellt haben, kommt von selbst wieder.</translation>
    </message>
    <message>
      <source>Jobs that wait meanwhile</source>
      <translation>Jobs, die solange warten</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Keep this view</source>
      <translation>Diese Ansicht behalten</translation>
    </message>
    <message>
      <source>Keep this view…</source>
      <translation>Diese Ansicht behalten…</translation>
    </message>
    <message>
      <source>Key</source>
      <translation>Schlüssel</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Schlüssel</translation>
    </message>
    <message>
      <source>Keys of the profile</source>
      <translation>Schlüssel des Profils</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <source>Kind of database</source>
      <translation>Art der Datenbank</translation>
    </message>
    <message>
      <source>Kinetic REST</source>
      <translation>Kinetic REST</translation>
    </message>
    <message>
      <source>Kinetic REST API</source>
      <translation>Kinetic-REST-API</translation>
    </message>
    <message>
      <source>Kinetic numbers</source>
      <translation>Nummern von Kinetic</translation>
    </message>
    <message>
      <source>Last 24 hours</source>
      <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
      <source>Last 30 days</source>
      <translation>Letzte 30 Tage</translation>
    </message>
    <message>
      <source>Last 7 days</source>
      <translation>Letzte 7 Tage</translation>
    </message>
    <message>
      <source>Last Run Time</source>
      <translation>Letzter Lauf</translation>
    </message>
    <message>
      <source>Last day; empty means today. A forgotten end lets receipts wait for ever.</source>
      <translation>Letzter Tag; leer heißt heute. Ein vergessenes Ende lässt Zahlungen für immer warten.</translation>
    </message>
    <message>
      <source>Last hour</source>
      <translation>Letzte Stunde</translation>
    </message>
    <message>
      <source>Last invoice day that is compared; empty means no limit.</source>
      <translation>Letzter Rechnungstag, der verglichen wird; leer heißt ohne Grenze.</translation>
    </message>
    <message>
      <source>Last run time</source>
      <translation>Letzter Lauf</translation>
    </message>
    <message>
      <source>Last run: {when}</source>
      <translation>Letzter Lauf: {when}</translation>
    </message>
    <message>
      <source>Last seen</source>
      <translation>Zuletzt gesehen</translation>
    </message>
    <message>
      <source>Last sign of life</source>
      <translation>Letztes Lebenszeichen</translation>
    </message>
    <message>
      <source>Last year</source>
      <translation>Letztes Jahr</translation>
    </message>
    <message>
      <source>Late by {span}</source>
      <translation>Überfällig seit {span}</translation>
    </message>
    <message>
      <source>Layout</source>
      <translation>Satzaufbau</translation>
    </message>
    <message>
      <source>Layout of the invoice file</source>
      <translation>Satzaufbau der Rechnungsdatei</translation>
    </message>
    <message>
      <source>Layout with ruler</source>
      <translation>Satzaufbau mit Lineal</translation>
    </message>
    <message>
      <source>Least level</source>
      <translation>Mindeststufe</translation>
    </message>
    <message>
      <source>Light, dark or high contrast (Ctrl+Shift+L)</source>
      <translation>Hell, dunkel oder hoher Kontrast (Strg+Umschalt+L)</translation>
    </message>
    <message>
      <source>Light, dark, high contrast</source>
      <translation>Hell, dunkel, hoher Kontrast</translation>
    </message>
    <message>
      <source>Line of a transfer order</source>
      <translation>Position eines Umlagerungsauftrags</translation>
    </message>
    <message>
      <source>Load more</source>
      <translation>Mehr laden</translation>
    </message>
    <message>
      <source>Load older actions</source>
      <translation>Ältere Aktionen laden</translation>
    </message>
    <message>
      <source>Load older lines</source>
      <translation>Ältere Zeilen laden</translation>
    </message>
    <message>
      <source>Load older runs</source>
      <translation>Ältere Läufe laden</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Protokoll</translation>
    </message>
    <message>
      <source>Log lines</source>
      <translation>Protokollzeilen</translation>
    </message>
    <message>
      <source>Log of all jobs</source>
      <translation>Protokoll aller Jobs</translation>
    </message>
    <message>
      <source>Log of the document</source>
      <translation>Protokoll des Belegs</translation>
    </message>
    <message>
      <source>Log of the run</source>
      <translation>Protokoll des Laufs</translation>
    </message>
    <message>
      <source>Look an error up</source>
      <translation>Fehler nachschlagen</translation>
    </message>
    <message>
      <source>Look at the invoice and its receipts on both sides.</source>
      <translation>Sehen Sie sich die Rechnung und ihre Zahlungen auf beiden Seiten an.</translation>
    </message>
    <message>
      <source>Look under Why? what holds it back.</source>
      <translation>Sehen Sie unter „Warum?“ nach, was ihn aufhält.</translation>
    </message>
    <message>
      <source>Looked up for contract jobs.</source>
      <translation>Wird bei Vertragsjobs gesucht.</translation>
    </message>
    <message>
      <source>Looked up for quick-bill jobs.</source>
      <translation>Wird bei Jobs mit Schnellabrechnung gesucht.</translation>
    </message>
    <message>
      <source>Looks at everything and changes nothing.</source>
      <translation>Sieht alles und ändert nichts.</translation>
    </message>
    <message>
      <source>Machine</source>
      <translation>Rechner</translation>
    </message>
    <message>
      <source>Made</source>
      <translation>Angelegt</translation>
    </message>
    <message>
      <source>Make the sandbox company</source>
      <translation>Beispielfirma anlegen</translation>
    </message>
    <message>
      <source>Making the sandbox company. This takes a few seconds.</source>
      <translation>Die Beispielfirma wird angelegt. Das dauert einige Sekunden.</translation>
    </message>
    <message>
      <source>Markdown</source>
      <translation>Markdown</translation>
    </message>
    <message>
      <source>Match</source>
      <translation>Stimmt überein</translation>
    </message>
    <message>
      <source>Meaning</source>
      <translation>Bedeutung</translation>
    </message>
    <message>
      <source>Menu of the row</source>
      <translation>Menü der Zeile</translation>
    </message>
    <message>
      <source>Message</source>
      <translation>Meldung</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>Methode</translation>
    </message>
    <message>
      <source>Missed</source>
      <translation>Versäumt</translation>
    </message>
    <message>
      <source>Missed due times are caught up by one run.</source>
      <translation>Versäumte Termine holt ein Lauf nach.</translation>
    </message>
    <message>
      <source>Move</source>
      <translation>Umziehen</translation>
    </message>
    <message>
      <source>Move the store</source>
      <translation>Datenspeicher umziehen</translation>
    </message>
    <message>
      <source>Move, back up and restore the store</source>
      <translation>Datenspeicher umziehen, sichern und wiederherstellen</translation>
    </message>
    <message>
      <source>Moved: {rows}. Close this window and start Tieline on the new store, on every machine:

{command}

Or set the variable TIELINE_STORE.</source>
      <translation>Umgezogen: {rows}. Schließen Sie dieses Fenster und starten Sie Tieline mit dem neuen Datenspeicher, auf jedem Rechner:

{command}

Oder setzen Sie die Variable TIELINE_STORE.</translation>
    </message>
    <message>
      <source>Move…</source>
      <translation>Umziehen…</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Neither ARM nor a transaction of this agent's companies has it. Look for another of its numbers; a document that was never approved has none in Kinetic.</source>
      <translation>Weder ARM noch eine Transaktion der Firmen dieses Agenten kennt ihn. Suchen Sie nach einer anderen seiner Nummern; ein nie freigegebener Beleg hat keine in Kinetic.</translation>
    </message>
    <message>
      <source>New profile</source>
      <translation>Neues Profil</translation>
    </message>
    <message>
      <source>New…</source>
      <translation>Neu…</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Next Run Time</source>
      <translation>Nächster Lauf</translation>
    </message>
    <message>
      <source>Next and previous warning or error of the log</source>
      <translation>Nächste und vorige Warnung oder Fehler im Protokoll</translation>
    </message>
    <message>
      <source>Next run time</source>
      <translation>Nächster Lauf</translation>
    </message>
    <message>
      <source>Next run: {when}</source>
      <translation>Nächster Lauf: {when}</translation>
    </message>
    <message>
      <source>Next warning or error (F8)</source>
      <translation>Nächste Warnung oder Fehler (F8)</translation>
    </message>
    <message>
      <source>No Timberline job has this number.</source>
      <translation>Kein Job in Timberline hat diese Nummer.</translation>
    </message>
    <message>
      <source>No action passes the filter. Everything that changes something is recorded here by itself.</source>
      <translation>Keine Aktion entspricht dem Filter. Alles, was etwas ändert, wird hier von selbst festgehalten.</translation>
    </message>
    <message>
      <source>No agent yet</source>
      <translation>Noch kein Agent</translation>
    </message>
    <message>
      <source>No answer</source>
      <translation>Keine Antwort</translation>
    </message>
    <message>
      <source>No answer for the company {company}: {jobs}.</source>
      <translation>Keine Antwort für die Firma {company}: {jobs}.</translation>
    </message>
    <message>
      <source>No answer yet</source>
      <translation>Noch keine Antwort</translation>
    </message>
    <message>
      <source>No claim</source>
      <translation>Keine Forderung</translation>
    </message>
    <message>
      <source>No claim of this profile has the receipt's invoice number.</source>
      <translation>Keine Forderung dieses Profils hat die Rechnungsnummer der Zahlung.</translation>
    </message>
    <message>
      <source>No contract</source>
      <translation>Kein Vertrag</translation>
    </message>
    <message>
      <source>No customer</source>
      <translation>Kein Kunde</translation>
    </message>
    <message>
      <source>No date</source>
      <translation>Kein Datum</translation>
    </message>
    <message>
      <source>No document asked for</source>
      <translation>Kein Beleg gefragt</translation>
    </message>
    <message>
      <source>No document is known by {number}</source>
      <translation>Kein Beleg ist unter {number} bekannt</translation>
    </message>
    <message>
      <source>No failed records</source>
      <translation>Keine fehlerhaften Datensätze</translation>
    </message>
    <message>
      <source>No failed records are open</source>
      <translation>Keine fehlerhaften Datensätze sind offen</translation>
    </message>
    <message>
      <source>No failed records. Every record read is in ARM.</source>
      <translation>Keine fehlerhaften Datensätze. Jeder gelesene Datensatz ist in ARM.</translation>
    </message>
    <message>
      <source>No full data sync is requested or running</source>
      <translation>Kein Vollabgleich ist angefordert oder läuft</translation>
    </message>
    <message>
      <source>No full data sync of this job is requested or running</source>
      <translation>Für diesen Job ist kein Vollabgleich angefordert oder im Gange</translation>
    </message>
    <message>
      <source>No further warning or error in this direction.</source>
      <translation>Keine weitere Warnung und kein Fehler in dieser Richtung.</translation>
    </message>
    <message>
      <source>No invoice file has been written with this profile yet.</source>
      <translation>Mit diesem Profil wurde noch keine Rechnungsdatei geschrieben.</translation>
    </message>
    <message>
      <source>No invoice number</source>
      <translation>Keine Rechnungsnummer</translation>
    </message>
    <message>
      <source>No job has run yet.</source>
      <translation>Noch ist kein Job gelaufen.</translation>
    </message>
    <message>
      <source>No job is running, and nothing new starts.</source>
      <translation>Kein Job läuft, und nichts Neues beginnt.</translation>
    </message>
    <message>
      <source>No known code in it</source>
      <translation>Kein bekannter Code darin</translation>
    </message>
    <message>
      <source>No longer in ARM</source>
      <translation>Nicht mehr in ARM</translation>
    </message>
    <message>
      <source>No number yet</source>
      <translation>Keine Nummer</translation>
    </message>
    <message>
      <source>No process was there to look.</source>
      <translation>Es lief kein Prozess, der hätte nachsehen können.</translation>
    </message>
    <message>
      <source>No process works for it now.</source>
      <translation>Zurzeit arbeitet kein Prozess für ihn.</translation>
    </message>
    <message>
      <source>No process works for the agent {agent}.</source>
      <translation>Für den Agenten {agent} arbeitet kein Prozess.</translation>
    </message>
    <message>
      <source>No process works for this agent. Start it, and what is due will run.</source>
      <translation>Für diesen Agenten arbeitet kein Prozess. Starten Sie ihn, dann läuft, was fällig ist.</translation>
    </message>
    <message>
      <source>No run was cut off.</source>
      <translation>Kein Lauf wurde abgebrochen.</translation>
    </message>
    <message>
      <source>No runs yet.</source>
      <translation>Noch keine Läufe.</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>Nr.</translation>
    </message>
    <message>
      <source>Nobody has a role yet, as on a desktop of one's own. Give the first one to an admin: from then on each person may do what their role allows, and what is denied says who may.</source>
      <translation>Noch hat niemand eine Rolle, wie auf dem eigenen Rechner. Vergeben Sie die erste an einen Administrator: Von da an darf jeder, was seine Rolle erlaubt, und was verweigert wird, nennt, wer es darf.</translation>
    </message>
    <message>
      <source>Not exported</source>
      <translation>Nicht exportiert</translation>
    </message>
    <message>
      <source>Not in Timberline</source>
      <translation>Nicht in Timberline</translation>
    </message>
    <message>
      <source>Not matching</source>
      <translation>Stimmt nicht</translation>
    </message>
    <message>
      <source>Not run yet. The log appears here while the job runs.</source>
      <translation>Noch nicht gelaufen. Das Protokoll erscheint hier, während der Job läuft.</translation>
    </message>
    <message>
      <source>Not running</source>
      <translation>Läuft nicht</translation>
    </message>
    <message>
      <source>Not sent yet</source>
      <translation>Noch nicht gesendet</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Notiz</translation>
    </message>
    <message>
      <source>Nothing is changed before you have seen it</source>
      <translation>Nichts wird geändert, bevor Sie es gesehen haben</translation>
    </message>
    <message>
      <source>Nothing is running</source>
      <translation>Nichts läuft</translation>
    </message>
    <message>
      <source>Nothing needs you</source>
      <translation>Nichts ist zu klären</translation>
    </message>
    <message>
      <source>Nothing speaks against this claim.</source>
      <translation>Nichts spricht gegen diese Forderung.</translation>
    </message>
    <message>
      <source>Nothing to do</source>
      <translation>Nichts zu tun</translation>
    </message>
    <message>
      <source>Nothing to do if the invoice is not from Framework.</source>
      <translation>Nichts zu tun, wenn die Rechnung nicht aus Framework stammt.</translation>
    </message>
    <message>
      <source>Nothing to show</source>
      <translation>Nichts zu zeigen</translation>
    </message>
    <message>
      <source>Nothing was denied to anybody.</source>
      <translation>Niemandem wurde etwas verweigert.</translation>
    </message>
    <message>
      <source>Nothing was due.</source>
      <translation>Nichts war fällig.</translation>
    </message>
    <message>
      <source>Nothing was ever changed</source>
      <translation>Noch nie geändert</translation>
    </message>
    <message>
      <source>Nothing was written: the existing file stays as it is.</source>
      <translation>Nichts wurde geschrieben: Die vorhandene Datei bleibt, wie sie ist.</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Nummer</translation>
    </message>
    <message>
      <source>Number in ARM or in Kinetic, a pack slip, an invoice, or #12</source>
      <translation>Nummer in ARM oder Kinetic, Lieferschein, Rechnung oder #12</translation>
    </message>
    <message>
      <source>Number in Kinetic</source>
      <translation>Nummer in Kinetic</translation>
    </message>
    <message>
      <source>Number of the document</source>
      <translation>Nummer des Belegs</translation>
    </message>
    <message>
      <source>Number taken</source>
      <translation>Nummer vergeben</translation>
    </message>
    <message>
      <source>Number too long</source>
      <translation>Nummer zu lang</translation>
    </message>
    <message>
      <source>Of</source>
      <translation>Von</translation>
    </message>
    <message>
      <source>One file, made while work goes on. Passwords are left out of it.</source>
      <translation>Eine Datei, während weitergearbeitet wird. Kennwörter bleiben draußen.</translation>
    </message>
    <message>
      <source>Only parts of classes flagged for requisitions</source>
      <translation>Nur Teile aus Klassen, die für Anforderungen freigegeben sind</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Offen</translation>
    </message>
    <message>
      <source>Open Jobs</source>
      <translation>Jobs öffnen</translation>
    </message>
    <message>
      <source>Open Tieline</source>
      <translation>Tieline öffnen</translation>
    </message>
    <message>
      <source>Open a profile</source>
      <translation>Ein Profil öffnen</translation>
    </message>
    <message>
      <source>Open log</source>
      <translation>Protokoll öffnen</translation>
    </message>
    <message>
      <source>Open the row</source>
      <translation>Die Zeile öffnen</translation>
    </message>
    <message>
      <source>Opening</source>
      <translation>Wird geöffnet</translation>
    </message>
    <message>
      <source>Opening Tieline</source>
      <translation>Tieline wird geöffnet</translation>
    </message>
    <message>
      <source>Open…</source>
      <translation>Öffnen…</translation>
    </message>
    <message>
      <source>Operate</source>
      <translation>Betrieb</translation>
    </message>
    <message>
      <source>Operator</source>
      <translation>Bediener</translation>
    </message>
    <message>
      <source>Other roles of this user</source>
      <translation>Andere Rollen dieses Benutzers</translation>
    </message>
    <message>
      <source>Outside the dates</source>
      <translation>Außerhalb des Zeitraums</translation>
    </message>
    <message>
      <source>Over the last {runs} runs the start was off by {start} ({start_most} for nine in ten), the length by {length} ({length_most}).</source>
      <translation>Bei den letzten {runs} Läufen lag der Beginn um {start} daneben (neun von zehn bis {start_most}), die Dauer um {length} ({length_most}).</translation>
    </message>
    <message>
      <source>Overlap</source>
      <translation>Überlappung</translation>
    </message>
    <message>
      <source>PDF…</source>
      <translation>PDF…</translation>
    </message>
    <message>
      <source>PENDING changes skipped</source>
      <translation>Übersprungene ausstehende Änderungen (PENDING)</translation>
    </message>
    <message>
      <source>PO buyers</source>
      <translation>Einkäufer</translation>
    </message>
    <message>
      <source>PRODUCTION</source>
      <translation>PRODUKTION</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Seiten</translation>
    </message>
    <message>
      <source>Parts</source>
      <translation>Teile</translation>
    </message>
    <message>
      <source>Parts of the profile</source>
      <translation>Teile des Profils</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>Kennwort</translation>
    </message>
    <message>
      <source>Passwords are kept in: {store}.</source>
      <translation>Kennwörter werden aufbewahrt in: {store}.</translation>
    </message>
    <message>
      <source>Passwords: there is no credential store on this machine; ${NAME} is taken from the environment.</source>
      <translation>Kennwörter: Auf diesem Rechner gibt es keinen Kennwortspeicher; ${NAME} wird aus der Umgebung genommen.</translation>
    </message>
    <message>
      <source>Past due times</source>
      <translation>Vergangene Fälligkeiten</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pausieren</translation>
    </message>
    <message>
      <source>Pause it first.</source>
      <translation>Pausieren Sie ihn zuerst.</translation>
    </message>
    <message>
      <source>Pause the agent</source>
      <translation>Agenten pausieren</translation>
    </message>
    <message>
      <source>Pause the picked agent</source>
      <translation>Gewählten Agenten pausieren</translation>
    </message>
    <message>
      <source>Pause, resume, start and end an agent</source>
      <translation>Agenten pausieren, fortsetzen, starten und beenden</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Pausiert</translation>
    </message>
    <message>
      <source>Paused by</source>
      <translation>Pausiert von</translation>
    </message>
    <message>
      <source>Pauses</source>
      <translation>Pausen</translation>
    </message>
    <message>
      <source>Pause…</source>
      <translation>Pausieren…</translation>
    </message>
    <message>
      <source>Payments are written to Framework, each receipt exactly once. Posting cannot be undone here.</source>
      <translation>Zahlungen werden nach Framework geschrieben, jede genau einmal. Das Buchen kann hier nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
      <source>Phase code</source>
      <translation>Phasencode</translation>
    </message>
    <message>
      <source>Pick a failed record to see the row as it was read.</source>
      <translation>Wählen Sie einen fehlerhaften Datensatz, um die Zeile so zu sehen, wie sie gelesen wurde.</translation>
    </message>
    <message>
      <source>Pick a job first</source>
      <translation>Wählen Sie zuerst einen Job</translation>
    </message>
    <message>
      <source>Pick a job to see what holds it back.</source>
      <translation>Wählen Sie einen Job, um zu sehen, was ihn aufhält.</translation>
    </message>
    <message>
      <source>Pick a job to see what it depends on and what needs it.</source>
      <translation>Wählen Sie einen Job, um zu sehen, wovon er abhängt und was ihn braucht.</translation>
    </message>
    <message>
      <source>Pick a profile and an action. Tieline works out what would happen to each record and why; only then the invoice file is written or the receipts are posted.</source>
      <translation>Wählen Sie ein Profil und eine Aktion. Tieline ermittelt, was mit jedem Datensatz geschähe und warum; erst danach wird die Rechnungsdatei geschrieben oder werden die Zahlungen gebucht.</translation>
    </message>
    <message>
      <source>Pick a profile to see its exports.</source>
      <translation>Wählen Sie ein Profil, um seine Exporte zu sehen.</translation>
    </message>
    <message>
      <source>Pick an action to see who did it, why, and what it changed.</source>
      <translation>Wählen Sie eine Aktion, um zu sehen, wer sie warum ausführte und was sie änderte.</translation>
    </message>
    <message>
      <source>Pick one job</source>
      <translation>Wählen Sie einen Job</translation>
    </message>
    <message>
      <source>Pick one job: a full data sync belongs to a job and a company</source>
      <translation>Wählen Sie einen Job: Ein Vollabgleich gehört zu einem Job und einer Firma</translation>
    </message>
    <message>
      <source>Plan</source>
      <translation>Plan</translation>
    </message>
    <message>
      <source>Plan and result</source>
      <translation>Plan und Ergebnis</translation>
    </message>
    <message>
      <source>Plan or batches</source>
      <translation>Plan oder Stapel</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>Port</translation>
    </message>
    <message>
      <source>Ports, one an instance</source>
      <translation>Ports, einer je Instanz</translation>
    </message>
    <message>
      <source>Post the receipts of</source>
      <translation>Zahlungseingänge buchen für</translation>
    </message>
    <message>
      <source>Post the receipts…</source>
      <translation>Zahlungseingänge buchen…</translation>
    </message>
    <message>
      <source>Posted before</source>
      <translation>Bereits gebucht</translation>
    </message>
    <message>
      <source>PostgreSQL</source>
      <translation>PostgreSQL</translation>
    </message>
    <message>
      <source>Posting the receipts…</source>
      <translation>Zahlungseingänge werden gebucht…</translation>
    </message>
    <message>
      <source>Previous warning or error (Shift+F8)</source>
      <translation>Vorige Warnung oder Fehler (Umschalt+F8)</translation>
    </message>
    <message>
      <source>Print…</source>
      <translation>Drucken…</translation>
    </message>
    <message>
      <source>Problem</source>
      <translation>Problem</translation>
    </message>
    <message>
      <source>Process</source>
      <translation>Prozess</translation>
    </message>
    <message>
      <source>Process receipts</source>
      <translation>Zahlungseingänge verarbeiten</translation>
    </message>
    <message>
      <source>Processes</source>
      <translation>Prozesse</translation>
    </message>
    <message>
      <source>Processes of the agent ended</source>
      <translation>Prozesse des Agenten beendet</translation>
    </message>
    <message>
      <source>Processes of {agents} work in it and must end first: Agents page, End the Process.</source>
      <translation>Prozesse von {agents} arbeiten darin und müssen erst enden: Seite Agenten, Prozess beenden.</translation>
    </message>
    <message>
      <source>Profile</source>
      <translation>Profil</translation>
    </message>
    <message>
      <source>Profiles (*.toml *.ini)</source>
      <translation>Profile (*.toml *.ini)</translation>
    </message>
    <message>
      <source>Profiles (*.toml)</source>
      <translation>Profile (*.toml)</translation>
    </message>
    <message>
      <source>Progress of the move</source>
      <translation>Fortschritt des Umzugs</translation>
    </message>
    <message>
      <source>Properties</source>
      <translation>Eigenschaften</translation>
    </message>
    <message>
      <source>Properties…</source>
      <translation>Eigenschaften…</translation>
    </message>
    <message>
      <source>Purchase order</source>
      <translation>Bestellung</translation>
    </message>
    <message>
      <source>Purchase-order numbers</source>
      <translation>Bestellnummern</translation>
    </message>
    <message>
      <source>Queued</source>
      <translation>Eingereiht</translation>
    </message>
    <message>
      <source>Quiet for…</source>
      <translation>Stumm für…</translation>
    </message>
    <message>
      <source>Quiet until</source>
      <translation>Stumm bis</translation>
    </message>
    <message>
      <source>Ran</source>
      <translation>Gelaufen</translation>
    </message>
    <message>
      <source>Read</source>
      <translation>Gelesen</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>Neu lesen</translation>
    </message>
    <message>
      <source>Read the log of the last run.</source>
      <translation>Lesen Sie das Protokoll des letzten Laufs.</translation>
    </message>
    <message>
      <source>Real companies. What you do here counts.</source>
      <translation>Echte Firmen. Was Sie hier tun, zählt.</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Grund</translation>
    </message>
    <message>
      <source>Reasons why the job does not run now</source>
      <translation>Gründe, warum der Job jetzt nicht läuft</translation>
    </message>
    <message>
      <source>Receipt</source>
      <translation>Wareneingang</translation>
    </message>
    <message>
      <source>Receipt result</source>
      <translation>Ergebnis Zahlung</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Zahlungseingänge</translation>
    </message>
    <message>
      <source>Records</source>
      <translation>Datensätze</translation>
    </message>
    <message>
      <source>Records of the plan</source>
      <translation>Datensätze des Plans</translation>
    </message>
    <message>
      <source>Refused</source>
      <translation>Abgelehnt</translation>
    </message>
    <message>
      <source>Replaced</source>
      <translation>Ersetzt</translation>
    </message>
    <message>
      <source>Request Full Data Sync in Company…</source>
      <translation>Vollabgleich in Firma anfordern…</translation>
    </message>
    <message>
      <source>Request a full data sync</source>
      <translation>Einen Vollabgleich anfordern</translation>
    </message>
    <message>
      <source>Request and cancel full data syncs</source>
      <translation>Vollabgleiche anfordern und abbrechen</translation>
    </message>
    <message>
      <source>Request full data sync in company</source>
      <translation>Vollabgleich in Firma anfordern</translation>
    </message>
    <message>
      <source>Request full data sync of</source>
      <translation>Vollabgleich anfordern für</translation>
    </message>
    <message>
      <source>Requisition line</source>
      <translation>Anforderungsposition</translation>
    </message>
    <message>
      <source>Reset the layout</source>
      <translation>Anordnung zurücksetzen</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Restored: {agents}, {runs}. This store stays as it is; look at the other with: {command}</source>
      <translation>Wiederhergestellt: {agents}, {runs}. Dieser Datenspeicher bleibt, wie er ist; den anderen sehen Sie mit: {command}</translation>
    </message>
    <message>
      <source>Restore…</source>
      <translation>Wiederherstellen…</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Resume it if the reason is gone.</source>
      <translation>Setzen Sie ihn fort, wenn der Grund entfallen ist.</translation>
    </message>
    <message>
      <source>Retry Failed Records</source>
      <translation>Fehlerhafte wiederholen</translation>
    </message>
    <message>
      <source>Retry all</source>
      <translation>Alle wiederholen</translation>
    </message>
    <message>
      <source>Retry failed records</source>
      <translation>Fehlerhafte wiederholen</translation>
    </message>
    <message>
      <source>Retry picked</source>
      <translation>Ausgewählte wiederholen</translation>
    </message>
    <message>
      <source>Retry the failed records of the picked jobs</source>
      <translation>Fehlerhafte Datensätze der gewählten Jobs wiederholen</translation>
    </message>
    <message>
      <source>Retry the failed records of these jobs?</source>
      <translation>Die fehlerhaften Datensätze dieser Jobs wiederholen?</translation>
    </message>
    <message>
      <source>Retry this cause</source>
      <translation>Diese Ursache wiederholen</translation>
    </message>
    <message>
      <source>Reverse it in Timberline if it must go.</source>
      <translation>Stornieren Sie sie in Timberline, wenn sie nicht bestehen bleiben soll.</translation>
    </message>
    <message>
      <source>Role</source>
      <translation>Rolle</translation>
    </message>
    <message>
      <source>Role given</source>
      <translation>Rolle vergeben</translation>
    </message>
    <message>
      <source>Role taken back</source>
      <translation>Rolle entzogen</translation>
    </message>
    <message>
      <source>Roles</source>
      <translation>Rollen</translation>
    </message>
    <message>
      <source>Roles given</source>
      <translation>Vergebene Rollen</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>Zeilen</translation>
    </message>
    <message>
      <source>Rows for a spreadsheet</source>
      <translation>Zeilen für eine Tabellenkalkulation</translation>
    </message>
    <message>
      <source>Rows of the store</source>
      <translation>Zeilen des Datenspeichers</translation>
    </message>
    <message>
      <source>Rows read again</source>
      <translation>Erneut gelesene Zeilen</translation>
    </message>
    <message>
      <source>Run</source>
      <translation>Lauf</translation>
    </message>
    <message>
      <source>Run Now</source>
      <translation>Jetzt ausführen</translation>
    </message>
    <message>
      <source>Run log</source>
      <translation>Laufprotokoll</translation>
    </message>
    <message>
      <source>Run the picked jobs now</source>
      <translation>Gewählte Jobs jetzt ausführen</translation>
    </message>
    <message>
      <source>Run these jobs now?</source>
      <translation>Diese Jobs jetzt ausführen?</translation>
    </message>
    <message>
      <source>Run, stop and retry jobs</source>
      <translation>Jobs ausführen, stoppen und wiederholen</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>Läuft</translation>
    </message>
    <message>
      <source>Running jobs end first.</source>
      <translation>Laufende Jobs werden erst beendet.</translation>
    </message>
    <message>
      <source>Running jobs finish their batch and go on later where they stopped. Nothing runs until the agent is started again.</source>
      <translation>Laufende Jobs schließen ihren Stapel ab und setzen später dort fort, wo sie aufgehört haben. Nichts läuft, bis der Agent wieder gestartet wird.</translation>
    </message>
    <message>
      <source>Running jobs finish their batch; nothing new starts until Tieline is opened again.</source>
      <translation>Laufende Jobs schließen ihren Stapel ab; nichts Neues beginnt, bis Tieline wieder geöffnet wird.</translation>
    </message>
    <message>
      <source>Running work ends, nothing new starts.</source>
      <translation>Laufende Arbeit endet, nichts Neues beginnt.</translation>
    </message>
    <message>
      <source>Runs</source>
      <translation>Läufe</translation>
    </message>
    <message>
      <source>Runs of all jobs</source>
      <translation>Läufe aller Jobs</translation>
    </message>
    <message>
      <source>Runs to come</source>
      <translation>Kommende Läufe</translation>
    </message>
    <message>
      <source>Runs to come: the next {shown} of {count}</source>
      <translation>Kommende Läufe: die nächsten {shown} von {count}</translation>
    </message>
    <message>
      <source>Runs, stops and retries jobs, pauses agents, carries out Timberline actions.</source>
      <translation>Führt Jobs aus, stoppt und wiederholt sie, pausiert Agenten und führt Timberline-Aktionen durch.</translation>
    </message>
    <message>
      <source>SANDBOX</source>
      <translation>BEISPIEL</translation>
    </message>
    <message>
      <source>SQLite, in the data folder</source>
      <translation>SQLite, im Datenordner</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Save as CSV</source>
      <translation>Als CSV speichern</translation>
    </message>
    <message>
      <source>Save the rows as CSV</source>
      <translation>Zeilen als CSV speichern</translation>
    </message>
    <message>
      <source>Scheduled</source>
      <translation>Geplant</translation>
    </message>
    <message>
      <source>See jobs, runs, logs, failed records, audit</source>
      <translation>Jobs, Läufe, Protokolle, fehlerhafte Datensätze und Änderungsprotokoll sehen</translation>
    </message>
    <message>
      <source>Seen</source>
      <translation>Gesehen</translation>
    </message>
    <message>
      <source>Set back to this</source>
      <translation>Auf diesen Stand zurücksetzen</translation>
    </message>
    <message>
      <source>Set the billing method of the job in Timberline.</source>
      <translation>Stellen Sie die Abrechnungsart des Jobs in Timberline ein.</translation>
    </message>
    <message>
      <source>Set the code up in Timberline, or correct it in the profile.</source>
      <translation>Richten Sie den Code in Timberline ein oder berichtigen Sie ihn im Profil.</translation>
    </message>
    <message>
      <source>Set up a company…</source>
      <translation>Firma einrichten…</translation>
    </message>
    <message>
      <source>Set up companies and their databases</source>
      <translation>Firmen und ihre Datenbanken einrichten</translation>
    </message>
    <message>
      <source>Sets up companies and changes settings of agents and properties of jobs.</source>
      <translation>Richtet Firmen ein und ändert Einstellungen von Agenten und Eigenschaften von Jobs.</translation>
    </message>
    <message>
      <source>Several instances of the integration manager may share the work. Each has its own port of the business integration layer (BIL).</source>
      <translation>Mehrere Instanzen des Integrationsmanagers können sich die Arbeit teilen. Jede hat ihren eigenen Port der Integrationsschicht (BIL).</translation>
    </message>
    <message>
      <source>Shorten the number in Framework.</source>
      <translation>Kürzen Sie die Nummer in Framework.</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Zeigen</translation>
    </message>
    <message>
      <source>Show quiet ones</source>
      <translation>Stumme zeigen</translation>
    </message>
    <message>
      <source>Showing the newest</source>
      <translation>Gezeigt sind die neuesten</translation>
    </message>
    <message>
      <source>Showing the newest {count}; there are older ones.</source>
      <translation>Gezeigt sind die neuesten {count}; es gibt ältere.</translation>
    </message>
    <message>
      <source>Sign</source>
      <translation>Vorzeichen</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>Seit</translation>
    </message>
    <message>
      <source>Since {when}, when Tieline was last open:</source>
      <translation>Seit {when}, als Tieline zuletzt offen war:</translation>
    </message>
    <message>
      <source>Site</source>
      <translation>Werk</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Skipped</source>
      <translation>Übergangen</translation>
    </message>
    <message>
      <source>Skipped changes fetched</source>
      <translation>Übersprungene Änderungen geholt</translation>
    </message>
    <message>
      <source>Some records need you</source>
      <translation>Einige Datensätze sind zu klären</translation>
    </message>
    <message>
      <source>Something in Tieline broke</source>
      <translation>In Tieline ist ein Fehler aufgetreten</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Starten</translation>
    </message>
    <message>
      <source>Start it on the Agents page; what is due then runs once.</source>
      <translation>Starten Sie ihn auf der Seite Agenten; was fällig ist, läuft dann einmal.</translation>
    </message>
    <message>
      <source>Start the business integration layer there, or correct the host or the port.</source>
      <translation>Starten Sie dort die Integrationsschicht (BIL) oder berichtigen Sie Rechner oder Port.</translation>
    </message>
    <message>
      <source>Started</source>
      <translation>Begonnen</translation>
    </message>
    <message>
      <source>Started by</source>
      <translation>Ausgelöst von</translation>
    </message>
    <message>
      <source>Starts</source>
      <translation>Beginn</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>States of jobs</source>
      <translation>Zustände der Jobs</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Status</translation>
    </message>
    <message>
      <source>Stay</source>
      <translation>Bleiben</translation>
    </message>
    <message>
      <source>Step</source>
      <translation>Schritt</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>Schritte</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Stoppen</translation>
    </message>
    <message>
      <source>Stop the picked jobs</source>
      <translation>Gewählte Jobs stoppen</translation>
    </message>
    <message>
      <source>Stop these jobs?</source>
      <translation>Diese Jobs stoppen?</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>Gestoppt</translation>
    </message>
    <message>
      <source>Stopping</source>
      <translation>Wird gestoppt</translation>
    </message>
    <message>
      <source>Store</source>
      <translation>Datenspeicher</translation>
    </message>
    <message>
      <source>Store backed up</source>
      <translation>Datenspeicher gesichert</translation>
    </message>
    <message>
      <source>Store moved</source>
      <translation>Datenspeicher umgezogen</translation>
    </message>
    <message>
      <source>Store restored</source>
      <translation>Datenspeicher wiederhergestellt</translation>
    </message>
    <message>
      <source>Succeeded</source>
      <translation>Erfolgreich</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Summe</translation>
    </message>
    <message>
      <source>Summary</source>
      <translation>Zusammenfassung</translation>
    </message>
    <message>
      <source>Switch the setting off in the properties of the agent.</source>
      <translation>Schalten Sie die Einstellung in den Eigenschaften des Agenten aus.</translation>
    </message>
    <message>
      <source>Switched off: it takes no work.</source>
      <translation>Ausgeschaltet: er nimmt keine Arbeit an.</translation>
    </message>
    <message>
      <source>Sync invoiced receipts (15; for go-live only)</source>
      <translation>Fakturierte Wareneingänge abgleichen (15; nur zur Einführung)</translation>
    </message>
    <message>
      <source>System</source>
      <translation>System</translation>
    </message>
    <message>
      <source>TEST</source>
      <translation>TEST</translation>
    </message>
    <message>
      <source>Table</source>
      <translation>Tabelle</translation>
    </message>
    <message>
      <source>Take back…</source>
      <translation>Entziehen…</translation>
    </message>
    <message>
      <source>Take this role back?</source>
      <translation>Diese Rolle entziehen?</translation>
    </message>
    <message>
      <source>Taken back</source>
      <translation>Zurückgenommen</translation>
    </message>
    <message>
      <source>Tell again</source>
      <translation>Wieder melden</translation>
    </message>
    <message>
      <source>Test</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <source>Testing…</source>
      <translation>Wird geprüft…</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>Text for a ticket</source>
      <translation>Text für ein Ticket</translation>
    </message>
    <message>
      <source>The BIL host is empty: write the name or address of the machine.</source>
      <translation>Der BIL-Rechner ist leer: Schreiben Sie den Namen oder die Adresse der Maschine.</translation>
    </message>
    <message>
      <source>The BIL ports are numbers from 1 to 65535 with commas between, one an instance.</source>
      <translation>Die BIL-Ports sind Zahlen von 1 bis 65535 mit Kommas dazwischen, einer je Instanz.</translation>
    </message>
    <message>
      <source>The Timberline job has no AR customer.</source>
      <translation>Der Job in Timberline hat keinen Debitor.</translation>
    </message>
    <message>
      <source>The account's name on its machine</source>
      <translation>Name des Kontos auf dem Rechner</translation>
    </message>
    <message>
      <source>The agent</source>
      <translation>Der Agent</translation>
    </message>
    <message>
      <source>The agent {agent} has been paused for more than a day.</source>
      <translation>Der Agent {agent} ist seit mehr als einem Tag pausiert.</translation>
    </message>
    <message>
      <source>The audit does not hold: somebody changed it at row {row}. Compare it with a backup. ({why})</source>
      <translation>Das Änderungsprotokoll stimmt nicht: In Zeile {row} wurde etwas verändert. Vergleichen Sie es mit einer Sicherung. ({why})</translation>
    </message>
    <message>
      <source>The audit holds: {rows}, none changed, added or taken out. Head, to note elsewhere: {head}</source>
      <translation>Das Änderungsprotokoll stimmt: {rows}, keine verändert, hinzugefügt oder entfernt. Endmarke, anderswo zu notieren: {head}</translation>
    </message>
    <message>
      <source>The batch</source>
      <translation>Der Stapel</translation>
    </message>
    <message>
      <source>The claim has no invoice number.</source>
      <translation>Die Forderung hat keine Rechnungsnummer.</translation>
    </message>
    <message>
      <source>The claims are free for the next export.</source>
      <translation>Die Forderungen sind frei für den nächsten Export.</translation>
    </message>
    <message>
      <source>The claims of invoices that Timberline does not have become free for the next export, and the file is put aside. Invoices that are in Timberline stay exported.</source>
      <translation>Die Forderungen der Rechnungen, die Timberline nicht hat, werden frei für den nächsten Export, und die Datei wird beiseitegelegt. Rechnungen, die in Timberline sind, bleiben exportiert.</translation>
    </message>
    <message>
      <source>The claims of this invoice do not add up to more than zero.</source>
      <translation>Die Forderungen dieser Rechnung ergeben zusammen nicht mehr als null.</translation>
    </message>
    <message>
      <source>The claims were not flagged as exported any more.</source>
      <translation>Die Forderungen waren nicht mehr als exportiert gekennzeichnet.</translation>
    </message>
    <message>
      <source>The company as the ERP has it. Kinetic is written to only through its REST API; without an address nothing is sent.</source>
      <translation>Die Firma, wie das ERP sie führt. In Kinetic wird nur über dessen REST-API geschrieben; ohne Adresse wird nichts gesendet.</translation>
    </message>
    <message>
      <source>The data changed since you looked. Nothing was done; the new plan is shown.</source>
      <translation>Die Daten haben sich geändert, seit Sie hingesehen haben. Nichts wurde getan; der neue Plan wird gezeigt.</translation>
    </message>
    <message>
      <source>The database of ARM; records are brought into it.</source>
      <translation>Die Datenbank von ARM; in sie werden Datensätze gebracht.</translation>
    </message>
    <message>
      <source>The database of the ERP; it is only read.</source>
      <translation>Die Datenbank des ERP; sie wird nur gelesen.</translation>
    </message>
    <message>
      <source>The engine works in its own process: it is safe to close the window.</source>
      <translation>Die Verarbeitung läuft in einem eigenen Prozess: Das Fenster kann gefahrlos geschlossen werden.</translation>
    </message>
    <message>
      <source>The existing file moves to the folder archive beside it and is never lost.</source>
      <translation>Die vorhandene Datei kommt in den Ordner archive daneben und geht nie verloren.</translation>
    </message>
    <message>
      <source>The full data sync of</source>
      <translation>Der Vollabgleich von</translation>
    </message>
    <message>
      <source>The instance can be changed only while the agent</source>
      <translation>Die Instanz kann nur geändert werden, während der Agent</translation>
    </message>
    <message>
      <source>The invoice file exists already. Write a new one?</source>
      <translation>Die Rechnungsdatei gibt es schon. Eine neue schreiben?</translation>
    </message>
    <message>
      <source>The invoice number has more than 15 characters; Timberline would cut it and never match it again.</source>
      <translation>Die Rechnungsnummer hat mehr als 15 Zeichen; Timberline würde sie kürzen und nie wieder zuordnen.</translation>
    </message>
    <message>
      <source>The invoice number stands on two jobs, or on a claim that was exported before.</source>
      <translation>Die Rechnungsnummer steht auf zwei Jobs oder auf einer Forderung, die früher exportiert wurde.</translation>
    </message>
    <message>
      <source>The job and its code are in Timberline.</source>
      <translation>Der Job und sein Code sind in Timberline.</translation>
    </message>
    <message>
      <source>The job number cannot be cut into the sections of the job format.</source>
      <translation>Die Jobnummer lässt sich nicht in die Abschnitte des Jobformats teilen.</translation>
    </message>
    <message>
      <source>The job of a matched claim has no contract row, so the payment cannot be booked.</source>
      <translation>Der Job einer zugeordneten Forderung hat keinen Vertrag, daher kann die Zahlung nicht gebucht werden.</translation>
    </message>
    <message>
      <source>The job's billing method says neither quick nor contract, or both.</source>
      <translation>Die Abrechnungsart des Jobs nennt weder Schnellabrechnung noch Vertrag oder beides.</translation>
    </message>
    <message>
      <source>The phase or contract code of the profile is not set up for this job.</source>
      <translation>Der Phasen- oder Vertragscode des Profils ist für diesen Job nicht eingerichtet.</translation>
    </message>
    <message>
      <source>The profile</source>
      <translation>Das Profil</translation>
    </message>
    <message>
      <source>The profile is not valid</source>
      <translation>Das Profil ist nicht gültig</translation>
    </message>
    <message>
      <source>The profile now writes to</source>
      <translation>Das Profil schreibt jetzt nach</translation>
    </message>
    <message>
      <source>The receipt has no date, so it cannot be told apart from others.</source>
      <translation>Die Zahlung hat kein Datum und lässt sich daher nicht von anderen unterscheiden.</translation>
    </message>
    <message>
      <source>The receipt is new and its invoice is known.</source>
      <translation>Die Zahlung ist neu und ihre Rechnung bekannt.</translation>
    </message>
    <message>
      <source>The receipt was posted before, with another amount or on another invoice.</source>
      <translation>Der Zahlungseingang wurde bereits mit anderem Betrag oder auf eine andere Rechnung gebucht.</translation>
    </message>
    <message>
      <source>The record as read</source>
      <translation>Der Datensatz, wie gelesen</translation>
    </message>
    <message>
      <source>The region, job number, team or entity; not used for all jobs.</source>
      <translation>Region, Jobnummer, Team oder Buchungskreis; bei allen Jobs nicht benutzt.</translation>
    </message>
    <message>
      <source>The report could not be written.</source>
      <translation>Der Bericht konnte nicht geschrieben werden.</translation>
    </message>
    <message>
      <source>The report is in</source>
      <translation>Der Bericht liegt in</translation>
    </message>
    <message>
      <source>The same record appears another number of times.</source>
      <translation>Derselbe Datensatz kommt verschieden oft vor.</translation>
    </message>
    <message>
      <source>The sandbox company</source>
      <translation>Die Beispielfirma</translation>
    </message>
    <message>
      <source>The settings are as they came. Each change from now on is kept here.</source>
      <translation>Die Einstellungen sind wie ausgeliefert. Jede Änderung wird von nun an hier aufbewahrt.</translation>
    </message>
    <message>
      <source>The settings of the agent</source>
      <translation>Die Einstellungen des Agenten</translation>
    </message>
    <message>
      <source>The statements that make the ARM tables are on the clipboard.</source>
      <translation>Die Anweisungen für die ARM-Tabellen sind in der Zwischenablage.</translation>
    </message>
    <message>
      <source>The store itself</source>
      <translation>Der Datenspeicher selbst</translation>
    </message>
    <message>
      <source>The sums differ by no more than the tolerance.</source>
      <translation>Die Summen weichen höchstens um die Toleranz ab.</translation>
    </message>
    <message>
      <source>The sums of the two sides differ by more than the tolerance.</source>
      <translation>Die Summen beider Seiten weichen um mehr als die Toleranz ab.</translation>
    </message>
    <message>
      <source>There is nothing to cancel: no full data sync of this job is requested or running.</source>
      <translation>Es gibt nichts abzubrechen: Für diesen Job ist kein Vollabgleich angefordert oder im Gange.</translation>
    </message>
    <message>
      <source>This is a fault of ours, not of yours. The window may go on; the engine is another process and works on. Nothing was sent anywhere.</source>
      <translation>Das ist unser Fehler, nicht Ihrer. Das Fenster kann weiterlaufen; die Verarbeitung ist ein anderer Prozess und arbeitet weiter. Nichts wurde irgendwohin gesendet.</translation>
    </message>
    <message>
      <source>This is set up when you press Finish. Jobs start at their times.</source>
      <translation>Dies wird eingerichtet, wenn Sie Fertigstellen drücken. Jobs starten zu ihren Zeiten.</translation>
    </message>
    <message>
      <source>This is the first role. From now on everybody needs one: whoever has none can do nothing, so the first must be an admin.</source>
      <translation>Dies ist die erste Rolle. Von nun an braucht jeder eine: Wer keine hat, kann nichts tun; deshalb muss die erste die eines Administrators sein.</translation>
    </message>
    <message>
      <source>This job depends on no other.</source>
      <translation>Dieser Job hängt von keinem anderen ab.</translation>
    </message>
    <message>
      <source>This machine has no credential store: what you typed would stand readable in Tieline's store. Write ${NAME} instead, and set the variable NAME where the engine runs.</source>
      <translation>Dieser Rechner hat keinen Kennwortspeicher: Was Sie eingegeben haben, stünde lesbar im Datenspeicher von Tieline. Schreiben Sie stattdessen ${NAME} und setzen Sie die Variable NAME dort, wo die Verarbeitung läuft.</translation>
    </message>
    <message>
      <source>This machine has no credential store: write ${NAME}, taken from the environment.</source>
      <translation>Dieser Rechner hat keinen Kennwortspeicher: Schreiben Sie ${NAME}, aus der Umgebung genommen.</translation>
    </message>
    <message>
      <source>This receipt is in Framework already.</source>
      <translation>Diese Zahlung ist schon in Framework.</translation>
    </message>
    <message>
      <source>Tieline could not open its data</source>
      <translation>Tieline konnte seine Daten nicht öffnen</translation>
    </message>
    <message>
      <source>Tieline was not closed properly; it was last seen {when}.</source>
      <translation>Tieline wurde nicht ordentlich geschlossen; zuletzt gesehen: {when}.</translation>
    </message>
    <message>
      <source>Timberline</source>
      <translation>Timberline</translation>
    </message>
    <message>
      <source>Timberline has no such invoice.</source>
      <translation>Timberline hat keine solche Rechnung.</translation>
    </message>
    <message>
      <source>Timberline has this invoice, so it stays exported.</source>
      <translation>Timberline hat diese Rechnung, daher bleibt sie exportiert.</translation>
    </message>
    <message>
      <source>Timberline invoice</source>
      <translation>Rechnung in Timberline</translation>
    </message>
    <message>
      <source>Timberline job</source>
      <translation>Job in Timberline</translation>
    </message>
    <message>
      <source>Timberline receipts</source>
      <translation>Zahlungseingänge in Timberline</translation>
    </message>
    <message>
      <source>Timberline table names</source>
      <translation>Tabellennamen in Timberline</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>Time shown</source>
      <translation>Gezeigte Zeit</translation>
    </message>
    <message>
      <source>Timeline</source>
      <translation>Zeitachse</translation>
    </message>
    <message>
      <source>Timeline of runs</source>
      <translation>Zeitachse der Läufe</translation>
    </message>
    <message>
      <source>To</source>
      <translation>Bis</translation>
    </message>
    <message>
      <source>To PostgreSQL when several machines share the work. Processes of agents must have ended.</source>
      <translation>Nach PostgreSQL, wenn mehrere Rechner sich die Arbeit teilen. Die Prozesse der Agenten müssen beendet sein.</translation>
    </message>
    <message>
      <source>To be cleared up</source>
      <translation>Zu klären</translation>
    </message>
    <message>
      <source>To come</source>
      <translation>Kommt noch</translation>
    </message>
    <message>
      <source>To what</source>
      <translation>Woran</translation>
    </message>
    <message>
      <source>Tolerance</source>
      <translation>Toleranz</translation>
    </message>
    <message>
      <source>Too little has run to say how exact this is.</source>
      <translation>Es ist noch zu wenig gelaufen, um zu sagen, wie genau das ist.</translation>
    </message>
    <message>
      <source>Took</source>
      <translation>Dauer</translation>
    </message>
    <message>
      <source>Trace a document</source>
      <translation>Beleg verfolgen</translation>
    </message>
    <message>
      <source>Trace document…</source>
      <translation>Beleg verfolgen…</translation>
    </message>
    <message>
      <source>Transaction: change</source>
      <translation>Transaktion: Änderung</translation>
    </message>
    <message>
      <source>Transaction: close</source>
      <translation>Transaktion: Abschluss</translation>
    </message>
    <message>
      <source>Transaction: create</source>
      <translation>Transaktion: Anlage</translation>
    </message>
    <message>
      <source>Transaction: void</source>
      <translation>Transaktion: Storno</translation>
    </message>
    <message>
      <source>Transfer order</source>
      <translation>Umlagerungsauftrag</translation>
    </message>
    <message>
      <source>Transfer receipt</source>
      <translation>Umlagerungseingang</translation>
    </message>
    <message>
      <source>Tried</source>
      <translation>Versuche</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Two instances cannot share a port.</source>
      <translation>Zwei Instanzen können sich keinen Port teilen.</translation>
    </message>
    <message>
      <source>Type the number of a document in ARM, its number in Kinetic, a pack slip, an invoice, or #12.</source>
      <translation>Geben Sie die Nummer eines Belegs in ARM, seine Nummer in Kinetic, einen Lieferschein, eine Rechnung oder #12 ein.</translation>
    </message>
    <message>
      <source>Unchanged</source>
      <translation>Unverändert</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Undo the batch</source>
      <translation>Stapel zurücknehmen:</translation>
    </message>
    <message>
      <source>Undo this batch…</source>
      <translation>Diesen Stapel zurücknehmen…</translation>
    </message>
    <message>
      <source>Updated</source>
      <translation>Geändert</translation>
    </message>
    <message>
      <source>User</source>
      <translation>Benutzer</translation>
    </message>
    <message>
      <source>Value as read</source>
      <translation>Wert wie gelesen</translation>
    </message>
    <message>
      <source>Verify</source>
      <translation>Nachprüfen</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Version</translation>
    </message>
    <message>
      <source>Versions of settings</source>
      <translation>Stände der Einstellungen</translation>
    </message>
    <message>
      <source>Versions of {what}</source>
      <translation>Stände von {what}</translation>
    </message>
    <message>
      <source>Versions…</source>
      <translation>Stände…</translation>
    </message>
    <message>
      <source>Viewer</source>
      <translation>Leser</translation>
    </message>
    <message>
      <source>Views</source>
      <translation>Ansichten</translation>
    </message>
    <message>
      <source>Views of this list</source>
      <translation>Ansichten dieser Liste</translation>
    </message>
    <message>
      <source>Views of this list: filter, sort and columns by name</source>
      <translation>Ansichten dieser Liste: Filter, Sortierung und Spalten unter einem Namen</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>Wartet</translation>
    </message>
    <message>
      <source>Warning</source>
      <translation>Warnung</translation>
    </message>
    <message>
      <source>Warnings and errors</source>
      <translation>Warnungen und Fehler</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Was</translation>
    </message>
    <message>
      <source>What an error code means, and what to do (Ctrl+L)</source>
      <translation>Was ein Fehlercode bedeutet und was zu tun ist (Strg+L)</translation>
    </message>
    <message>
      <source>What is in it</source>
      <translation>Was darin ist</translation>
    </message>
    <message>
      <source>What is the matter</source>
      <translation>Was vorliegt</translation>
    </message>
    <message>
      <source>What it changed</source>
      <translation>Was sie änderte</translation>
    </message>
    <message>
      <source>What it says</source>
      <translation>Auskunft</translation>
    </message>
    <message>
      <source>What needs a look first</source>
      <translation>Zu Klärendes zuerst</translation>
    </message>
    <message>
      <source>What the profile is called in lists.</source>
      <translation>Wie das Profil in Listen heißt.</translation>
    </message>
    <message>
      <source>What this is about</source>
      <translation>Worum es geht</translation>
    </message>
    <message>
      <source>What to do</source>
      <translation>Was zu tun ist</translation>
    </message>
    <message>
      <source>What was cut off</source>
      <translation>Was abgebrochen wurde</translation>
    </message>
    <message>
      <source>What was denied</source>
      <translation>Was verweigert wurde</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>Where it is</source>
      <translation>Wo er ist</translation>
    </message>
    <message>
      <source>Where it stands</source>
      <translation>Wo er steht</translation>
    </message>
    <message>
      <source>Where the invoice file goes; relative to the profile.</source>
      <translation>Wohin die Rechnungsdatei kommt; vom Profil aus gesehen.</translation>
    </message>
    <message>
      <source>Which backup?</source>
      <translation>Welche Sicherung?</translation>
    </message>
    <message>
      <source>Which jobs</source>
      <translation>Welche Jobs</translation>
    </message>
    <message>
      <source>Who</source>
      <translation>Wer</translation>
    </message>
    <message>
      <source>Who may</source>
      <translation>Wer darf</translation>
    </message>
    <message>
      <source>Who may what</source>
      <translation>Wer darf was</translation>
    </message>
    <message>
      <source>Who may what with every agent</source>
      <translation>Wer darf was mit allen Agenten</translation>
    </message>
    <message>
      <source>Who may what with the agent {agent}</source>
      <translation>Wer darf was mit dem Agenten {agent}</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Warum</translation>
    </message>
    <message>
      <source>Why not then? Each due time and what was decided</source>
      <translation>Warum damals nicht? Jede Fälligkeit und was entschieden wurde</translation>
    </message>
    <message>
      <source>Why, and what to do</source>
      <translation>Warum, und was zu tun ist</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>Warum?</translation>
    </message>
    <message>
      <source>Why? Others will read this.</source>
      <translation>Warum? Andere lesen das.</translation>
    </message>
    <message>
      <source>Widen the range in the profile to include it.</source>
      <translation>Erweitern Sie den Zeitraum im Profil, um sie einzuschließen.</translation>
    </message>
    <message>
      <source>With agent</source>
      <translation>Für Agent</translation>
    </message>
    <message>
      <source>Within variation</source>
      <translation>Innerhalb der Toleranz</translation>
    </message>
    <message>
      <source>Without a folder.</source>
      <translation>Ohne Ordner.</translation>
    </message>
    <message>
      <source>Working in it</source>
      <translation>Arbeitet darin</translation>
    </message>
    <message>
      <source>Working out what would happen…</source>
      <translation>Es wird ermittelt, was geschehen würde…</translation>
    </message>
    <message>
      <source>Works on</source>
      <translation>Arbeitet auf</translation>
    </message>
    <message>
      <source>Works since {when}</source>
      <translation>Arbeitet seit {when}</translation>
    </message>
    <message>
      <source>Works, and serves no company yet.</source>
      <translation>Arbeitet und bedient noch keine Firma.</translation>
    </message>
    <message>
      <source>Works, and waits for the next due job.</source>
      <translation>Arbeitet und wartet auf den nächsten fälligen Job.</translation>
    </message>
    <message>
      <source>Worth knowing</source>
      <translation>Wissenswert</translation>
    </message>
    <message>
      <source>Write invoices and post receipts (Timberline)</source>
      <translation>Rechnungen schreiben und Zahlungseingänge buchen (Timberline)</translation>
    </message>
    <message>
      <source>Write one port from 1 to 65535 for each instance, with commas between.</source>
      <translation>Schreiben Sie für jede Instanz einen Port von 1 bis 65535, mit Kommas dazwischen.</translation>
    </message>
    <message>
      <source>Write the audit into a file</source>
      <translation>Änderungsprotokoll in eine Datei schreiben</translation>
    </message>
    <message>
      <source>Write the company's code.</source>
      <translation>Schreiben Sie den Code der Firma.</translation>
    </message>
    <message>
      <source>Write the host of the business integration layer.</source>
      <translation>Schreiben Sie den Rechner der Integrationsschicht (BIL).</translation>
    </message>
    <message>
      <source>Write the invoice file</source>
      <translation>Rechnungsdatei schreiben</translation>
    </message>
    <message>
      <source>Write the invoice file…</source>
      <translation>Rechnungsdatei schreiben…</translation>
    </message>
    <message>
      <source>Writing the invoice file…</source>
      <translation>Rechnungsdatei wird geschrieben…</translation>
    </message>
    <message>
      <source>Written</source>
      <translation>Geschrieben</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>Ja</translation>
    </message>
    <message>
      <source>a full data sync belongs to one company.</source>
      <translation>ein Vollabgleich gehört zu einer Firma.</translation>
    </message>
    <message>
      <source>a user</source>
      <translation>ein Benutzer</translation>
    </message>
    <message>
      <source>about</source>
      <translation>etwa</translation>
    </message>
    <message>
      <source>action</source>
      <translation>Aktion</translation>
    </message>
    <message>
      <source>actions</source>
      <translation>Aktionen</translation>
    </message>
    <message>
      <source>agent</source>
      <translation>Agenten</translation>
    </message>
    <message>
      <source>agents</source>
      <translation>Agenten</translation>
    </message>
    <message>
      <source>alert</source>
      <translation>Warnhinweis</translation>
    </message>
    <message>
      <source>alerts</source>
      <translation>Warnhinweise</translation>
    </message>
    <message>
      <source>all</source>
      <translation>alle</translation>
    </message>
    <message>
      <source>all accounted for</source>
      <translation>alle zugeordnet</translation>
    </message>
    <message>
      <source>all well</source>
      <translation>alles in Ordnung</translation>
    </message>
    <message>
      <source>and</source>
      <translation>und</translation>
    </message>
    <message>
      <source>another job</source>
      <translation>anderer Job</translation>
    </message>
    <message>
      <source>answers</source>
      <translation>antwortet</translation>
    </message>
    <message>
      <source>are saved.</source>
      <translation>sind gespeichert.</translation>
    </message>
    <message>
      <source>are to be cleared up</source>
      <translation>sind zu klären</translation>
    </message>
    <message>
      <source>are worth knowing</source>
      <translation>sind wissenswert</translation>
    </message>
    <message>
      <source>as the desktop says</source>
      <translation>wie der Desktop vorgibt</translation>
    </message>
    <message>
      <source>at fault</source>
      <translation>fehlerhaft</translation>
    </message>
    <message>
      <source>at the next batch</source>
      <translation>beim nächsten Stapel</translation>
    </message>
    <message>
      <source>batch</source>
      <translation>Stapel</translation>
    </message>
    <message>
      <source>batches</source>
      <translation>Stapel</translation>
    </message>
    <message>
      <source>be brought over and are kept here until they can.</source>
      <translation>nicht übernommen werden und bleiben hier, bis es gelingt.</translation>
    </message>
    <message>
      <source>being tried again</source>
      <translation>wird erneut versucht</translation>
    </message>
    <message>
      <source>blank = all buyers</source>
      <translation>leer = alle Einkäufer</translation>
    </message>
    <message>
      <source>blank = guessed from the addresses</source>
      <translation>leer = aus den Adressen erschlossen</translation>
    </message>
    <message>
      <source>blank = the user's own</source>
      <translation>leer = der des Benutzers</translation>
    </message>
    <message>
      <source>brown: test</source>
      <translation>Braun: Test</translation>
    </message>
    <message>
      <source>cause</source>
      <translation>Ursache</translation>
    </message>
    <message>
      <source>causes</source>
      <translation>Ursachen</translation>
    </message>
    <message>
      <source>change was set aside</source>
      <translation>Änderung wurde zurückgelegt</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>geändert</translation>
    </message>
    <message>
      <source>changes were set aside</source>
      <translation>Änderungen wurden zurückgelegt</translation>
    </message>
    <message>
      <source>check</source>
      <translation>Prüfung</translation>
    </message>
    <message>
      <source>checking…</source>
      <translation>wird geprüft…</translation>
    </message>
    <message>
      <source>checks</source>
      <translation>Prüfungen</translation>
    </message>
    <message>
      <source>claim</source>
      <translation>Forderung</translation>
    </message>
    <message>
      <source>claims are in the invoice file</source>
      <translation>Forderungen sind in der Rechnungsdatei</translation>
    </message>
    <message>
      <source>code</source>
      <translation>Code</translation>
    </message>
    <message>
      <source>codes</source>
      <translation>Codes</translation>
    </message>
    <message>
      <source>d</source>
      <translation>T</translation>
    </message>
    <message>
      <source>dark</source>
      <translation>dunkel</translation>
    </message>
    <message>
      <source>day</source>
      <translation>Tag</translation>
    </message>
    <message>
      <source>days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <source>default</source>
      <translation>Standard</translation>
    </message>
    <message>
      <source>disabled: not part of integration processing</source>
      <translation>deaktiviert: nimmt nicht an der Integration teil</translation>
    </message>
    <message>
      <source>does not run now</source>
      <translation>läuft jetzt nicht</translation>
    </message>
    <message>
      <source>enabled</source>
      <translation>aktiviert</translation>
    </message>
    <message>
      <source>every</source>
      <translation>alle</translation>
    </message>
    <message>
      <source>every agent</source>
      <translation>alle Agenten</translation>
    </message>
    <message>
      <source>everybody</source>
      <translation>jeder</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>fehlerhaft</translation>
    </message>
    <message>
      <source>failed record</source>
      <translation>fehlerhafter Datensatz</translation>
    </message>
    <message>
      <source>failed record is open</source>
      <translation>fehlerhafter Datensatz ist offen</translation>
    </message>
    <message>
      <source>failed records</source>
      <translation>fehlerhafte Datensätze</translation>
    </message>
    <message>
      <source>failed records are open</source>
      <translation>fehlerhafte Datensätze sind offen</translation>
    </message>
    <message>
      <source>failing</source>
      <translation>fehlerhaft</translation>
    </message>
    <message>
      <source>fetch</source>
      <translation>Nachholen</translation>
    </message>
    <message>
      <source>from</source>
      <translation>von</translation>
    </message>
    <message>
      <source>from earlier runs</source>
      <translation>nach früheren Läufen</translation>
    </message>
    <message>
      <source>full sync</source>
      <translation>Vollabgleich</translation>
    </message>
    <message>
      <source>gone</source>
      <translation>entfallen</translation>
    </message>
    <message>
      <source>green: sandbox</source>
      <translation>Grün: Beispiel</translation>
    </message>
    <message>
      <source>guessed from the addresses</source>
      <translation>aus den Adressen erschlossen</translation>
    </message>
    <message>
      <source>h</source>
      <translation>Std</translation>
    </message>
    <message>
      <source>handed to the agent.</source>
      <translation>an den Agenten übergeben.</translation>
    </message>
    <message>
      <source>has logged no line that is shown.</source>
      <translation>hat keine gezeigte Zeile protokolliert.</translation>
    </message>
    <message>
      <source>has no BIL port yet: set it up in the BIL configuration wizard first.</source>
      <translation>hat noch keinen BIL-Port: Richten Sie ihn zuerst im BIL-Assistenten ein.</translation>
    </message>
    <message>
      <source>healthy</source>
      <translation>in Ordnung</translation>
    </message>
    <message>
      <source>high contrast</source>
      <translation>hoher Kontrast</translation>
    </message>
    <message>
      <source>hour</source>
      <translation>Stunde</translation>
    </message>
    <message>
      <source>hours</source>
      <translation>Stunden</translation>
    </message>
    <message>
      <source>in</source>
      <translation>in</translation>
    </message>
    <message>
      <source>is cancelled.</source>
      <translation>ist abgebrochen.</translation>
    </message>
    <message>
      <source>is now</source>
      <translation>ist jetzt</translation>
    </message>
    <message>
      <source>is paused.</source>
      <translation>pausiert ist.</translation>
    </message>
    <message>
      <source>is ready.</source>
      <translation>ist bereit.</translation>
    </message>
    <message>
      <source>is requested.</source>
      <translation>ist angefordert.</translation>
    </message>
    <message>
      <source>is running or about to run. Nothing holds it back.</source>
      <translation>läuft oder läuft gleich. Nichts hält ihn auf.</translation>
    </message>
    <message>
      <source>is saved.</source>
      <translation>ist gespeichert.</translation>
    </message>
    <message>
      <source>is set up.</source>
      <translation>ist eingerichtet.</translation>
    </message>
    <message>
      <source>is starting.</source>
      <translation>startet.</translation>
    </message>
    <message>
      <source>is to be cleared up</source>
      <translation>ist zu klären</translation>
    </message>
    <message>
      <source>is worth knowing</source>
      <translation>ist wissenswert</translation>
    </message>
    <message>
      <source>it has not run yet</source>
      <translation>ist noch nie gelaufen</translation>
    </message>
    <message>
      <source>its failed records are being tried again</source>
      <translation>seine fehlerhaften Datensätze werden erneut versucht</translation>
    </message>
    <message>
      <source>job</source>
      <translation>Job</translation>
    </message>
    <message>
      <source>job depends</source>
      <translation>Job hängt</translation>
    </message>
    <message>
      <source>job failing</source>
      <translation>Job schlägt fehl</translation>
    </message>
    <message>
      <source>job fails</source>
      <translation>Job schlägt fehl</translation>
    </message>
    <message>
      <source>job is running</source>
      <translation>Job läuft</translation>
    </message>
    <message>
      <source>job is running and ends first</source>
      <translation>Job läuft und wird erst beendet</translation>
    </message>
    <message>
      <source>job is running.</source>
      <translation>Job läuft.</translation>
    </message>
    <message>
      <source>job running</source>
      <translation>Job läuft</translation>
    </message>
    <message>
      <source>jobs</source>
      <translation>Jobs</translation>
    </message>
    <message>
      <source>jobs are running</source>
      <translation>Jobs laufen</translation>
    </message>
    <message>
      <source>jobs are running and end first</source>
      <translation>Jobs laufen und werden erst beendet</translation>
    </message>
    <message>
      <source>jobs are running.</source>
      <translation>Jobs laufen.</translation>
    </message>
    <message>
      <source>jobs depend</source>
      <translation>Jobs hängen</translation>
    </message>
    <message>
      <source>jobs fail</source>
      <translation>Jobs schlagen fehl</translation>
    </message>
    <message>
      <source>jobs failing</source>
      <translation>Jobs schlagen fehl</translation>
    </message>
    <message>
      <source>jobs running</source>
      <translation>Jobs laufen</translation>
    </message>
    <message>
      <source>just now</source>
      <translation>gerade eben</translation>
    </message>
    <message>
      <source>kept under [legacy]</source>
      <translation>unter [legacy] aufbewahrt</translation>
    </message>
    <message>
      <source>left</source>
      <translation>verbleiben</translation>
    </message>
    <message>
      <source>light</source>
      <translation>hell</translation>
    </message>
    <message>
      <source>line</source>
      <translation>Zeile</translation>
    </message>
    <message>
      <source>lines</source>
      <translation>Zeilen</translation>
    </message>
    <message>
      <source>median</source>
      <translation>Median</translation>
    </message>
    <message>
      <source>menu of the actions</source>
      <translation>Menü der Aktionen</translation>
    </message>
    <message>
      <source>min</source>
      <translation>Min</translation>
    </message>
    <message>
      <source>minute</source>
      <translation>Minute</translation>
    </message>
    <message>
      <source>minutes</source>
      <translation>Minuten</translation>
    </message>
    <message>
      <source>more</source>
      <translation>weitere</translation>
    </message>
    <message>
      <source>more reason</source>
      <translation>weiterer Grund</translation>
    </message>
    <message>
      <source>more reasons</source>
      <translation>weitere Gründe</translation>
    </message>
    <message>
      <source>need you</source>
      <translation>sind zu klären</translation>
    </message>
    <message>
      <source>needs you</source>
      <translation>ist zu klären</translation>
    </message>
    <message>
      <source>never</source>
      <translation>nie</translation>
    </message>
    <message>
      <source>new</source>
      <translation>neu</translation>
    </message>
    <message>
      <source>no</source>
      <translation>nein</translation>
    </message>
    <message>
      <source>no agents</source>
      <translation>keine Agenten</translation>
    </message>
    <message>
      <source>no answer</source>
      <translation>keine Antwort</translation>
    </message>
    <message>
      <source>no failed records are open</source>
      <translation>keine fehlerhaften Datensätze sind offen</translation>
    </message>
    <message>
      <source>no file is left</source>
      <translation>keine Datei ist übrig</translation>
    </message>
    <message>
      <source>no job is running</source>
      <translation>kein Job läuft</translation>
    </message>
    <message>
      <source>no key</source>
      <translation>kein Schlüssel</translation>
    </message>
    <message>
      <source>no process of it runs on this machine. End it on the machine where it works.</source>
      <translation>Auf diesem Rechner läuft kein Prozess davon. Beenden Sie ihn auf dem Rechner, auf dem er arbeitet.</translation>
    </message>
    <message>
      <source>nobody</source>
      <translation>niemand</translation>
    </message>
    <message>
      <source>nobody works for instance {numbers}</source>
      <translation>niemand arbeitet für Instanz {numbers}</translation>
    </message>
    <message>
      <source>none</source>
      <translation>keine</translation>
    </message>
    <message>
      <source>none yet</source>
      <translation>noch keine</translation>
    </message>
    <message>
      <source>not known yet: this job has not been synced before</source>
      <translation>noch nicht bekannt: Dieser Job wurde noch nie abgeglichen</translation>
    </message>
    <message>
      <source>not planned</source>
      <translation>nicht geplant</translation>
    </message>
    <message>
      <source>not running</source>
      <translation>läuft nicht</translation>
    </message>
    <message>
      <source>not set</source>
      <translation>nicht gesetzt</translation>
    </message>
    <message>
      <source>not tested</source>
      <translation>nicht geprüft</translation>
    </message>
    <message>
      <source>not yet</source>
      <translation>noch nicht</translation>
    </message>
    <message>
      <source>nothing is sent</source>
      <translation>nichts wird gesendet</translation>
    </message>
    <message>
      <source>nothing was running</source>
      <translation>nichts lief</translation>
    </message>
    <message>
      <source>now</source>
      <translation>jetzt</translation>
    </message>
    <message>
      <source>of</source>
      <translation>von</translation>
    </message>
    <message>
      <source>on it</source>
      <translation>davon ab</translation>
    </message>
    <message>
      <source>or ${NAME}, taken from the environment</source>
      <translation>oder ${NAME}, aus der Umgebung genommen</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>pausiert</translation>
    </message>
    <message>
      <source>picked</source>
      <translation>gewählt</translation>
    </message>
    <message>
      <source>process ends</source>
      <translation>Prozess endet</translation>
    </message>
    <message>
      <source>processes end</source>
      <translation>Prozesse enden</translation>
    </message>
    <message>
      <source>properties saved.</source>
      <translation>Eigenschaften gespeichert.</translation>
    </message>
    <message>
      <source>queued</source>
      <translation>eingereiht</translation>
    </message>
    <message>
      <source>quiet</source>
      <translation>stumm</translation>
    </message>
    <message>
      <source>reason</source>
      <translation>Grund</translation>
    </message>
    <message>
      <source>reasons</source>
      <translation>Gründe</translation>
    </message>
    <message>
      <source>receipts are posted</source>
      <translation>Zahlungseingänge sind gebucht</translation>
    </message>
    <message>
      <source>record</source>
      <translation>Datensatz</translation>
    </message>
    <message>
      <source>record could not</source>
      <translation>Datensatz konnte</translation>
    </message>
    <message>
      <source>record read</source>
      <translation>Datensatz gelesen</translation>
    </message>
    <message>
      <source>records</source>
      <translation>Datensätze</translation>
    </message>
    <message>
      <source>records could not</source>
      <translation>Datensätze konnten</translation>
    </message>
    <message>
      <source>records read</source>
      <translation>Datensätze gelesen</translation>
    </message>
    <message>
      <source>recovery</source>
      <translation>Wiederaufnahme</translation>
    </message>
    <message>
      <source>red: production</source>
      <translation>Rot: Produktion</translation>
    </message>
    <message>
      <source>requested, has not started</source>
      <translation>angefordert, noch nicht begonnen</translation>
    </message>
    <message>
      <source>rests</source>
      <translation>ruht</translation>
    </message>
    <message>
      <source>retry</source>
      <translation>Wiederholung</translation>
    </message>
    <message>
      <source>role given</source>
      <translation>Rolle vergeben</translation>
    </message>
    <message>
      <source>roles given</source>
      <translation>Rollen vergeben</translation>
    </message>
    <message>
      <source>row</source>
      <translation>Zeile</translation>
    </message>
    <message>
      <source>rows</source>
      <translation>Zeilen</translation>
    </message>
    <message>
      <source>run</source>
      <translation>Lauf</translation>
    </message>
    <message>
      <source>run failed</source>
      <translation>Lauf ist fehlgeschlagen</translation>
    </message>
    <message>
      <source>run is to come</source>
      <translation>Lauf kommt noch</translation>
    </message>
    <message>
      <source>run now, request full data sync in company, cancel full data sync</source>
      <translation>jetzt ausführen, Vollabgleich in Firma anfordern, Vollabgleich abbrechen</translation>
    </message>
    <message>
      <source>run stops</source>
      <translation>Lauf wird gestoppt</translation>
    </message>
    <message>
      <source>run was cut off</source>
      <translation>Lauf wurde abgebrochen</translation>
    </message>
    <message>
      <source>running</source>
      <translation>laufend</translation>
    </message>
    <message>
      <source>running, stops at the next batch</source>
      <translation>läuft, endet beim nächsten Stapel</translation>
    </message>
    <message>
      <source>runs</source>
      <translation>Läufe</translation>
    </message>
    <message>
      <source>runs are to come</source>
      <translation>Läufe kommen noch</translation>
    </message>
    <message>
      <source>runs failed</source>
      <translation>Läufe sind fehlgeschlagen</translation>
    </message>
    <message>
      <source>runs stop</source>
      <translation>Läufe werden gestoppt</translation>
    </message>
    <message>
      <source>runs were cut off</source>
      <translation>Läufe wurden abgebrochen</translation>
    </message>
    <message>
      <source>s</source>
      <translation>s</translation>
    </message>
    <message>
      <source>s between the first and the last</source>
      <translation>s zwischen der ersten und der letzten</translation>
    </message>
    <message>
      <source>sage-ar, or the path of your own layout file.</source>
      <translation>sage-ar oder der Pfad Ihrer eigenen Layoutdatei.</translation>
    </message>
    <message>
      <source>schedule</source>
      <translation>Zeitplan</translation>
    </message>
    <message>
      <source>second</source>
      <translation>Sekunde</translation>
    </message>
    <message>
      <source>seconds</source>
      <translation>Sekunden</translation>
    </message>
    <message>
      <source>serves no company yet. Set one up in the BIL wizard first.</source>
      <translation>bedient noch keine Firma. Richten Sie zuerst eine im BIL-Assistenten ein.</translation>
    </message>
    <message>
      <source>since</source>
      <translation>seit</translation>
    </message>
    <message>
      <source>slowest</source>
      <translation>längster</translation>
    </message>
    <message>
      <source>the change was taken back.</source>
      <translation>die Änderung wurde zurückgenommen.</translation>
    </message>
    <message>
      <source>the changes set aside are being fetched.</source>
      <translation>die zurückgelegten Änderungen werden geholt.</translation>
    </message>
    <message>
      <source>the role was taken back.</source>
      <translation>Die Rolle wurde entzogen.</translation>
    </message>
    <message>
      <source>there already</source>
      <translation>schon da</translation>
    </message>
    <message>
      <source>they are brought too</source>
      <translation>sie werden mitgebracht</translation>
    </message>
    <message>
      <source>to be cleared up</source>
      <translation>zu klären</translation>
    </message>
    <message>
      <source>today</source>
      <translation>heute</translation>
    </message>
    <message>
      <source>tomorrow</source>
      <translation>morgen</translation>
    </message>
    <message>
      <source>tried</source>
      <translation>versucht</translation>
    </message>
    <message>
      <source>unknown</source>
      <translation>unbekannt</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>warten</translation>
    </message>
    <message>
      <source>waits</source>
      <translation>wartet</translation>
    </message>
    <message>
      <source>was taken back as far as possible.</source>
      <translation>wurde so weit wie möglich zurückgenommen.</translation>
    </message>
    <message>
      <source>whole record</source>
      <translation>ganzer Datensatz</translation>
    </message>
    <message>
      <source>working</source>
      <translation>arbeiten</translation>
    </message>
    <message>
      <source>works again.</source>
      <translation>arbeitet wieder.</translation>
    </message>
    <message>
      <source>worth a look</source>
      <translation>einen Blick wert</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>ja</translation>
    </message>
    <message>
      <source>yesterday</source>
      <translation>gestern</translation>
    </message>
    <message>
      <source>you are {who}</source>
      <translation>Sie sind {who}</translation>
    </message>
    <message>
      <source>{count} min ago</source>
      <translation>vor {count} Min</translation>
    </message>
    <message>
      <source>{count} s ago</source>
      <translation>vor {count} s</translation>
    </message>
    <message>
      <source>{job} is late: it should have run by now.</source>
      <translation>{job} ist überfällig: Der Job hätte schon laufen müssen.</translation>
    </message>
    <message>
      <source>{job} is meant for go-live only and has been left on.</source>
      <translation>{job} ist nur für die Einführung gedacht und noch eingeschaltet.</translation>
    </message>
    <message>
      <source>{job}: the last {count} runs brought no change, although earlier ones did.</source>
      <translation>{job}: Die letzten {count} Läufe brachten keine Änderung, frühere dagegen schon.</translation>
    </message>
    <message>
      <source>{name} has never been queued.</source>
      <translation>{name} wurde nie eingereiht.</translation>
    </message>
    <message>
      <source>{name} is in Kinetic as {number}.</source>
      <translation>{name} steht in Kinetic als {number}.</translation>
    </message>
    <message>
      <source>{name}: this touches real companies.</source>
      <translation>{name}: Das betrifft echte Firmen.</translation>
    </message>
    <message>
      <source>{rows} written into {file}.</source>
      <translation>{rows} in {file} geschrieben.</translation>
    </message>
    <message>
      <source>{what}: the settings are as they were then.</source>
      <translation>{what}: Die Einstellungen sind wieder wie damals.</translation>
    </message>
  </context>
</TS>
