<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Answer</name>
    <message>
        <source>nothing found</source>
        <translation>nichts gefunden</translation>
    </message>
</context>
<context>
    <name>CacheText</name>
    <message>
        <source>Small pictures</source>
        <translation>Kleine Bilder</translation>
    </message>
    <message>
        <source>Regions found</source>
        <translation>Gefundene Regionen</translation>
    </message>
    <message>
        <source>Nothing is kept</source>
        <translation>Nichts wird behalten</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1 in %2</source>
        <translation>
            <numerusform>%n Datei, %1 in %2</numerusform>
            <numerusform>%n Dateien, %1 in %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CarriedText</name>
    <message>
        <source>a file that it carries is damaged: %1</source>
        <translation>eine mitgeführte Datei ist beschädigt: %1</translation>
    </message>
    <message>
        <source>Save the session anew where it was made.</source>
        <translation>Speichern Sie die Sitzung dort neu, wo sie entstanden ist.</translation>
    </message>
    <message>
        <source>its hash</source>
        <translation>ihr Hash</translation>
    </message>
    <message>
        <source>its base64</source>
        <translation>ihr Base64</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Put it back, or save the session without its pictures.</source>
        <translation>Legen Sie die Datei zurück oder speichern Sie die Sitzung ohne ihre Bilder.</translation>
    </message>
    <message>
        <source>is too much for the session file, which carries at most %1</source>
        <translation>ist zu groß für die Sitzungsdatei, die höchstens %1 mitführt</translation>
    </message>
    <message>
        <source>Save the session without its pictures.</source>
        <translation>Speichern Sie die Sitzung ohne ihre Bilder.</translation>
    </message>
    <message>
        <source>changed while it was read</source>
        <translation>hat sich beim Lesen geändert</translation>
    </message>
    <message>
        <source>Save the session once more.</source>
        <translation>Speichern Sie die Sitzung noch einmal.</translation>
    </message>
</context>
<context>
    <name>ExportText</name>
    <message>
        <source>is no format for numbers</source>
        <translation>ist kein Format für Zahlen</translation>
    </message>
    <message>
        <source>Choose .safetensors, .npz, .csv or .json.</source>
        <translation>.safetensors, .npz, .csv oder .json wählen.</translation>
    </message>
</context>
<context>
    <name>FigureText</name>
    <message>
        <source>There is nothing to compare</source>
        <translation>Es gibt nichts zu vergleichen</translation>
    </message>
    <message>
        <source>Pin an explanation first.</source>
        <translation>Erst eine Erklärung anheften.</translation>
    </message>
    <message>
        <source>There is no explanation yet</source>
        <translation>Es gibt noch keine Erklärung</translation>
    </message>
    <message>
        <source>Open a model and what it should explain first.</source>
        <translation>Erst ein Modell öffnen und das, was es erklären soll.</translation>
    </message>
    <message>
        <source>The map was not checked yet</source>
        <translation>Die Heatmap wurde noch nicht geprüft</translation>
    </message>
    <message>
        <source>Check it first.</source>
        <translation>Erst prüfen.</translation>
    </message>
</context>
<context>
    <name>PrintText</name>
    <message>
        <source>The printer</source>
        <translation>Der Drucker</translation>
    </message>
    <message>
        <source>Choose another printer or file.</source>
        <translation>Anderen Drucker oder andere Datei wählen.</translation>
    </message>
    <message>
        <source>takes no page</source>
        <translation>nimmt keine Seite an</translation>
    </message>
    <message>
        <source>the page could not be printed</source>
        <translation>die Seite konnte nicht gedruckt werden</translation>
    </message>
</context>
<context>
    <name>ProfileText</name>
    <message>
        <source>%1 dpi</source>
        <translation>%1 dpi</translation>
    </message>
    <message>
        <source>%1 inches</source>
        <translation>%1 Zoll</translation>
    </message>
    <message>
        <source>%1 pt</source>
        <translation>%1 pt</translation>
    </message>
    <message>
        <source>transparent</source>
        <translation>transparent</translation>
    </message>
    <message>
        <source>picture alone</source>
        <translation>Bild allein</translation>
    </message>
    <message>
        <source>words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>caption</source>
        <translation>Bildunterschrift</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>ohne %1</translation>
    </message>
</context>
<context>
    <name>SessionText</name>
    <message>
        <source>Open a .rexsession file that this program saved.</source>
        <translation>Eine .rexsession-Datei öffnen, die dieses Programm gespeichert hat.</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>Put it back, or beside the session file.</source>
        <translation>Zurücklegen, oder neben die Sitzungsdatei legen.</translation>
    </message>
    <message>
        <source>%1 is no file</source>
        <translation>%1 ist keine Datei</translation>
    </message>
    <message>
        <source>Put the old file back, or save the session anew.</source>
        <translation>Die alte Datei zurücklegen oder die Sitzung neu speichern.</translation>
    </message>
    <message>
        <source>%1 has changed since the session was saved.</source>
        <translation>%1 hat sich seit dem Speichern der Sitzung geändert.</translation>
    </message>
    <message>
        <source>The session was computed in %1, here it is in float32: %2.</source>
        <translation>Die Sitzung wurde in %1 gerechnet, hier in float32: %2.</translation>
    </message>
    <message>
        <source>The picture was pasted and is in no file yet</source>
        <translation>Das Bild wurde eingefügt und steht noch in keiner Datei</translation>
    </message>
    <message>
        <source>Save it first; the session names its file.</source>
        <translation>Erst speichern; die Sitzung nennt seine Datei.</translation>
    </message>
    <message>
        <source>The second picture is in no file yet</source>
        <translation>Das zweite Bild steht noch in keiner Datei</translation>
    </message>
    <message numerus="yes">
        <source>%n pinned explanation(s) left out: the picture was pasted and is in no file.</source>
        <translation>
            <numerusform>%n angeheftete Erklärung bleibt weg: Ihr Bild wurde eingefügt und steht in keiner Datei.</numerusform>
            <numerusform>%n angeheftete Erklärungen bleiben weg: Ihre Bilder wurden eingefügt und stehen in keiner Datei.</numerusform>
        </translation>
    </message>
    <message>
        <source>was saved by a newer version of this program</source>
        <translation>wurde von einer neueren Version dieses Programms gespeichert</translation>
    </message>
    <message>
        <source>Open it with that version.</source>
        <translation>Mit jener Version öffnen.</translation>
    </message>
    <message>
        <source>is no session file of this version</source>
        <translation>ist keine Sitzungsdatei dieser Version</translation>
    </message>
    <message>
        <source>is damaged: %1</source>
        <translation>ist beschädigt: %1</translation>
    </message>
</context>
<context>
    <name>ShownText</name>
    <message>
        <source>%1, mean of the layers</source>
        <translation>%1, Mittel der Schichten</translation>
    </message>
    <message>
        <source>gradient-weighted attention</source>
        <translation>gradientengewichtete Attention</translation>
    </message>
    <message>
        <source>raw attention</source>
        <translation>rohe Attention</translation>
    </message>
    <message>
        <source>%1, mean of the heads: %2</source>
        <translation>%1, Mittel der Köpfe: %2</translation>
    </message>
    <message>
        <source>%1, head %2: %3</source>
        <translation>%1, Kopf %2: %3</translation>
    </message>
    <message>
        <source>what the selected word relates to</source>
        <translation>worauf sich das gewählte Wort bezieht</translation>
    </message>
    <message>
        <source>what region %1 relates to</source>
        <translation>worauf sich Region %1 bezieht</translation>
    </message>
    <message>
        <source>what the patch in row %1, column %2 relates to</source>
        <translation>worauf sich der Patch in Zeile %1, Spalte %2 bezieht</translation>
    </message>
    <message>
        <source>relevance after %1</source>
        <translation>Relevanz nach %1</translation>
    </message>
    <message numerus="yes">
        <source>what %n patches or words relate to, summed</source>
        <translation>
            <numerusform>worauf sich %n Patch oder Wort bezieht, summiert</numerusform>
            <numerusform>worauf sich %n Patches oder Wörter beziehen, summiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stack</name>
    <message>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>Decoder</translation>
    </message>
    <message>
        <source>Decoder ← picture</source>
        <translation>Decoder ← Bild</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Vision</source>
        <translation>Vision</translation>
    </message>
    <message>
        <source>Language ← vision</source>
        <translation>Sprache ← Vision</translation>
    </message>
    <message>
        <source>Vision ← language</source>
        <translation>Vision ← Sprache</translation>
    </message>
    <message>
        <source>Language, late</source>
        <translation>Sprache, spät</translation>
    </message>
    <message>
        <source>Vision, late</source>
        <translation>Vision, spät</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Text ← picture</source>
        <translation>Text ← Bild</translation>
    </message>
    <message>
        <source>Pooling ← picture</source>
        <translation>Pooling ← Bild</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>opening the model</source>
        <translation>Modell wird geöffnet</translation>
    </message>
    <message>
        <source>reading the weights&apos; names</source>
        <translation>Namen der Gewichte werden gelesen</translation>
    </message>
    <message>
        <source>building the model</source>
        <translation>Modell wird aufgebaut</translation>
    </message>
    <message>
        <source>reading vocabulary and labels</source>
        <translation>Vokabular und Labels werden gelesen</translation>
    </message>
    <message>
        <source>preparing the input</source>
        <translation>Eingabe wird vorbereitet</translation>
    </message>
    <message>
        <source>looking for regions</source>
        <translation>Regionen werden gesucht</translation>
    </message>
    <message>
        <source>looking at the picture</source>
        <translation>Bild wird betrachtet</translation>
    </message>
    <message>
        <source>proposing regions</source>
        <translation>Regionen werden vorgeschlagen</translation>
    </message>
    <message>
        <source>running the model</source>
        <translation>Modell läuft</translation>
    </message>
    <message>
        <source>relevance pass</source>
        <translation>Relevanzdurchlauf</translation>
    </message>
    <message>
        <source>relevance of the maps</source>
        <translation>Relevanz der Attention-Maps</translation>
    </message>
    <message>
        <source>gradients of the attention</source>
        <translation>Gradienten der Attention</translation>
    </message>
    <message>
        <source>explaining what is pinned</source>
        <translation>Angeheftetes wird erklärt</translation>
    </message>
    <message>
        <source>waiting for the hub</source>
        <translation>Warten auf den Hub</translation>
    </message>
    <message>
        <source>letting it answer once</source>
        <translation>es antwortet einmal zur Probe</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>wird gespeichert</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>A visual explorer of Transformer decisions</source>
        <translation>Entscheidungen von Transformern visuell erkunden</translation>
    </message>
    <message>
        <source>Model to begin with: a folder, or a name that rex models lists</source>
        <translation>Modell für den Anfang: ein Ordner oder ein Name, den rex models auflistet</translation>
    </message>
    <message>
        <source>Question, caption or text; repeatable</source>
        <translation>Frage, Beschreibung oder Text; mehrfach möglich</translation>
    </message>
    <message>
        <source>How many threads compute (else REX_THREADS)</source>
        <translation>Wie viele Threads rechnen (sonst REX_THREADS)</translation>
    </message>
    <message>
        <source>A window of its own, also where one is open, which else opens the file</source>
        <translation>Ein eigenes Fenster, auch wenn eines offen ist, das sonst die Datei öffnet</translation>
    </message>
    <message>
        <source>Language of the window: %1 (else what Preferences say, else LANG)</source>
        <translation>Sprache des Fensters: %1 (sonst laut Einstellungen, sonst LANG)</translation>
    </message>
    <message>
        <source>A picture, a folder of pictures, a model folder or a session file</source>
        <translation>Ein Bild, ein Ordner mit Bildern, ein Modellordner oder eine Sitzungsdatei</translation>
    </message>
</context>
<context>
    <name>rex::ui::AnswerPanel</name>
    <message>
        <source>Search a class…</source>
        <translation>Klasse suchen…</translation>
    </message>
    <message>
        <source>Search a class</source>
        <translation>Klasse suchen</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Click an answer to see why (%1 %2)</source>
        <translation>Antwort anklicken zeigt, warum (%1 %2)</translation>
    </message>
    <message>
        <source>Least confidence of the detections shown</source>
        <translation>Mindestkonfidenz der gezeigten Detektionen</translation>
    </message>
    <message>
        <source>Confidence ≥ %1</source>
        <translation>Konfidenz ≥ %1</translation>
    </message>
    <message>
        <source>Why is it, or not, a…</source>
        <translation>Warum ist es (k)ein…</translation>
    </message>
    <message>
        <source>Explain the chosen query as another class</source>
        <translation>Die gewählte Query als andere Klasse erklären</translation>
    </message>
    <message>
        <source>Find any class by name (%1); Enter explains it</source>
        <translation>Beliebige Klasse nach Namen finden (%1); Enter erklärt sie</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Before → after</source>
        <translation>Vorher → nachher</translation>
    </message>
    <message>
        <source>Detected objects</source>
        <translation>Erkannte Objekte</translation>
    </message>
    <message>
        <source>How well each caption fits</source>
        <translation>Wie gut jede Beschreibung passt</translation>
    </message>
    <message>
        <source>The model&apos;s answers appear here.</source>
        <translation>Die Antworten des Modells erscheinen hier.</translation>
    </message>
    <message>
        <source>Nothing is called “%1”.</source>
        <translation>Nichts heißt „%1“.</translation>
    </message>
    <message>
        <source>The model is not that sure of any object. Lower the confidence.</source>
        <translation>So sicher ist sich das Modell bei keinem Objekt. Konfidenz senken.</translation>
    </message>
</context>
<context>
    <name>rex::ui::AppearanceBar</name>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwellwert</translation>
    </message>
    <message>
        <source>How much of the weaker relevance is left out</source>
        <translation>Wie viel der schwächeren Relevanz ausgelassen wird</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Colormap</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1; %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Opacity of the heat: %1 %</source>
        <translation>Deckkraft der Heatmap: %1 %</translation>
    </message>
    <message>
        <source>top %1 %</source>
        <translation>Top %1 %</translation>
    </message>
    <message>
        <source>≥ %1 %</source>
        <translation>≥ %1 %</translation>
    </message>
</context>
<context>
    <name>rex::ui::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>rex::ui::BrushBar</name>
    <message>
        <source>What shows in the place of patches. Black is itself something to see; the mean colour and a blur less so.</source>
        <translation>Was anstelle von Patches erscheint. Schwarz ist selbst etwas Sichtbares; die mittlere Farbe und Unschärfe sind es weniger.</translation>
    </message>
    <message>
        <source>What shows in the place of patches</source>
        <translation>Was anstelle von Patches erscheint</translation>
    </message>
    <message>
        <source>Mean colour</source>
        <translation>Mittlere Farbe</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Unschärfe</translation>
    </message>
    <message>
        <source>Neighbours (ROAD)</source>
        <translation>Nachbarn (ROAD)</translation>
    </message>
    <message numerus="yes">
        <source>%n patch(es)</source>
        <translation>
            <numerusform>%n Patch</numerusform>
            <numerusform>%n Patches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n region(s)</source>
        <translation>
            <numerusform>%n Region</numerusform>
            <numerusform>%n Regionen</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message numerus="yes">
        <source>the word(s) %1</source>
        <translation>
            <numerusform>das Wort %1</numerusform>
            <numerusform>die Wörter %1</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n Wort</numerusform>
            <numerusform>%n Wörter</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>Paint what should not be there, or click words. Ctrl draws a box, Shift puts back, Shift+wheel sizes the brush.</source>
        <translation>Übermalen, was fehlen soll, oder Wörter anklicken. Strg zieht einen Rahmen, Umschalt holt zurück, Umschalt+Mausrad ändert die Pinselgröße.</translation>
    </message>
    <message>
        <source>Without %1 …</source>
        <translation>Ohne %1 …</translation>
    </message>
    <message>
        <source>Without %1: %2 %3.</source>
        <translation>Ohne %1: %2 %3.</translation>
    </message>
    <message>
        <source>Without %1.</source>
        <translation>Ohne %1.</translation>
    </message>
</context>
<context>
    <name>rex::ui::Canvas</name>
    <message>
        <source>Picture with heat map</source>
        <translation>Bild mit Heatmap</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>Region %1</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>%1 % of the scale</source>
        <translation>%1 % der Skala</translation>
    </message>
</context>
<context>
    <name>rex::ui::CommandPalette</name>
    <message>
        <source>Everything by name</source>
        <translation>Alles nach Namen</translation>
    </message>
    <message>
        <source>An action, model, picture, method, answer or word…</source>
        <translation>Aktion, Modell, Bild, Methode, Antwort oder Wort…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Nothing has such a name.</source>
        <translation>Nichts heißt so.</translation>
    </message>
</context>
<context>
    <name>rex::ui::ComparePanel</name>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>rex::ui::CompareView</name>
    <message>
        <source>Compare methods or targets: choose them above, or pin an explanation (%1) and change anything.</source>
        <translation>Methoden oder Ziele vergleichen: oben wählen, oder eine Erklärung anheften (%1) und etwas ändern.</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>Explain the same target by other methods</source>
        <translation>Dasselbe Ziel mit anderen Methoden erklären</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Explain other targets by the same method</source>
        <translation>Andere Ziele mit derselben Methode erklären</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>first − second, each over its maximum</source>
        <translation>erste − zweite, je durch ihr Maximum geteilt</translation>
    </message>
</context>
<context>
    <name>rex::ui::ContactSheetDialog</name>
    <message>
        <source>Transparent ground</source>
        <translation>Hintergrund transparent</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Kontaktbogen</translation>
    </message>
    <message>
        <source>Pictures in a row; the page is as wide as that of a paper</source>
        <translation>Bilder pro Zeile; die Seite ist so breit wie die eines Papers</translation>
    </message>
    <message>
        <source>%1 dpi</source>
        <translation>%1 dpi</translation>
    </message>
    <message>
        <source>contact-sheet</source>
        <translation>contact-sheet</translation>
    </message>
    <message>
        <source>Save contact sheet</source>
        <translation>Kontaktbogen speichern</translation>
    </message>
    <message>
        <source>Figures (*.png *.svg *.pdf)</source>
        <translation>Abbildungen (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Explained</source>
        <translation>Erklärt</translation>
    </message>
    <message>
        <source>In a row</source>
        <translation>Pro Zeile</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message numerus="yes">
        <source>All %n in “%1”</source>
        <translation>
            <numerusform>%n Bild in „%1“</numerusform>
            <numerusform>Alle %n in „%1“</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n of the gallery</source>
        <translation>
            <numerusform>%n Bild der Galerie</numerusform>
            <numerusform>Alle %n der Galerie</numerusform>
        </translation>
    </message>
    <message>
        <source>The best answer of each picture</source>
        <translation>Die beste Antwort je Bild</translation>
    </message>
    <message>
        <source>“%1” in each picture</source>
        <translation>„%1“ in jedem Bild</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 gibt es schon.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
</context>
<context>
    <name>rex::ui::DetailsPanel</name>
    <message>
        <source>Point at the picture or a word: its value and what it relates to appear here.</source>
        <translation>Auf das Bild oder ein Wort zeigen: Hier erscheint, welchen Wert es hat und worauf es sich bezieht.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
</context>
<context>
    <name>rex::ui::DockTitle</name>
    <message>
        <source>Hide %1 (the Window menu brings it back)</source>
        <translation>%1 ausblenden (zurück im Menü „Fenster“)</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>%1 ausblenden</translation>
    </message>
</context>
<context>
    <name>rex::ui::FaithfulnessPanel</name>
    <message>
        <source>random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Probability of the answer while the input goes</source>
        <translation>Wahrscheinlichkeit der Antwort beim Entfernen</translation>
    </message>
    <message>
        <source>Area: between the two curves of this map (symmetric relevance gain), 0 as if by chance, higher is better</source>
        <translation>Fläche: zwischen den beiden Kurven dieser Heatmap (symmetric relevance gain), 0 wie zufällig, höher ist besser</translation>
    </message>
    <message>
        <source>What is removed</source>
        <translation>Was entfernt wird</translation>
    </message>
    <message>
        <source>What the map lies on</source>
        <translation>Worauf die Heatmap liegt</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Patches</source>
        <translation>Patches</translation>
    </message>
    <message>
        <source>What stands in the place of removed patches. The curves differ: black patches are themselves something to see, the mean and a blur less so.</source>
        <translation>Was anstelle entfernter Patches steht. Die Kurven unterscheiden sich: Schwarze Patches sind selbst etwas Sichtbares, Mittelwert und Unschärfe weniger.</translation>
    </message>
    <message>
        <source>What stands in the place of removed patches</source>
        <translation>Was anstelle entfernter Patches steht</translation>
    </message>
    <message>
        <source>Mean colour</source>
        <translation>Mittlere Farbe</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Unschärfe</translation>
    </message>
    <message>
        <source>Neighbours (ROAD)</source>
        <translation>Nachbarn (ROAD)</translation>
    </message>
    <message>
        <source>Save the curves as a table, or as a figure for a paper</source>
        <translation>Die Kurven als Tabelle oder als Abbildung für ein Paper speichern</translation>
    </message>
    <message>
        <source>raw attention</source>
        <translation>rohe Attention</translation>
    </message>
    <message>
        <source>least first</source>
        <translation>geringste zuerst</translation>
    </message>
    <message>
        <source>most first</source>
        <translation>höchste zuerst</translation>
    </message>
    <message>
        <source> Area %1.</source>
        <translation> Fläche %1.</translation>
    </message>
    <message>
        <source> %1 %…</source>
        <translation> %1 %…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Gestoppt.</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen…</translation>
    </message>
    <message>
        <source>Explain something first.</source>
        <translation>Erst etwas erklären.</translation>
    </message>
    <message>
        <source>most relevant first</source>
        <translation>relevanteste zuerst</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>The probability of the answer (up) while more and more of the input goes (right): the most relevant for this map first, the least relevant first, by raw attention and by each map that is compared or pinned (its own answer) the most relevant first, and by chance</source>
        <translation>Die Wahrscheinlichkeit der Antwort (nach oben), während immer mehr von der Eingabe entfernt wird (nach rechts): das nach dieser Heatmap Relevanteste zuerst, das am wenigsten Relevante zuerst, nach roher Attention und nach jeder verglichenen oder angehefteten Heatmap (für ihre eigene Antwort) das Relevanteste zuerst, und zufällig</translation>
    </message>
</context>
<context>
    <name>rex::ui::HeadGrid</name>
    <message>
        <source>What every head of every layer looks at appears here.</source>
        <translation>Hier erscheint, worauf jeder Kopf jeder Schicht achtet.</translation>
    </message>
    <message>
        <source>Stacks of layers</source>
        <translation>Schichtstapel</translation>
    </message>
    <message>
        <source>Layers and heads</source>
        <translation>Schichten und Köpfe</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>Gewichtet</translation>
    </message>
    <message>
        <source>Attention weighted by its gradient, (∇A ⊙ A)⁺, instead of raw attention</source>
        <translation>Mit ihrem Gradienten gewichtete Attention, (∇A ⊙ A)⁺, statt roher Attention</translation>
    </message>
    <message>
        <source>Own scales</source>
        <translation>Eigene Skalen</translation>
    </message>
    <message>
        <source>Scale every cell by its own maximum</source>
        <translation>Jede Zelle auf ihr Maximum skalieren</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Heads that carry most first, as the sum of what is shown over the layers</source>
        <translation>Wichtigste Köpfe zuerst, nach der Summe des Gezeigten über die Schichten</translation>
    </message>
</context>
<context>
    <name>rex::ui::HeadModel</name>
    <message>
        <source>mean of the layers</source>
        <translation>Mittel der Schichten</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>%1, mean of the heads</source>
        <translation>%1, Mittel der Köpfe</translation>
    </message>
    <message>
        <source>%1, head %2</source>
        <translation>%1, Kopf %2</translation>
    </message>
    <message>
        <source>%1: mean %2</source>
        <translation>%1: Mittel %2</translation>
    </message>
    <message>
        <source>Head %1</source>
        <translation>Kopf %1</translation>
    </message>
    <message>
        <source>Click for the mean of the layers</source>
        <translation>Klicken für das Mittel der Schichten</translation>
    </message>
    <message>
        <source>Click for the mean of the heads</source>
        <translation>Klicken für das Mittel der Köpfe</translation>
    </message>
    <message>
        <source>Ø</source>
        <translation>Ø</translation>
    </message>
</context>
<context>
    <name>rex::ui::InputPanel</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Search pictures…</source>
        <translation>Bilder suchen…</translation>
    </message>
    <message>
        <source>Search pictures</source>
        <translation>Bilder suchen</translation>
    </message>
    <message>
        <source>Size of the pictures; a double click gives the usual one back</source>
        <translation>Größe der Bilder; ein Doppelklick stellt die übliche wieder her</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>Bild öffnen…</translation>
    </message>
    <message>
        <source>Second picture</source>
        <translation>Zweites Bild</translation>
    </message>
    <message>
        <source>This model has no classifier. With a second picture its map shows which parts make the two alike.</source>
        <translation>Dieses Modell hat keinen Klassifikator. Mit einem zweiten Bild zeigt seine Heatmap, welche Teile die beiden ähnlich machen.</translation>
    </message>
    <message>
        <source>A second sentence, for models trained on pairs</source>
        <translation>Ein zweiter Satz, für auf Paaren trainierte Modelle</translation>
    </message>
    <message>
        <source>Second sentence</source>
        <translation>Zweiter Satz</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Beschreibungen</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>One caption on each line</source>
        <translation>Eine Beschreibung pro Zeile</translation>
    </message>
    <message>
        <source>What the picture may show…</source>
        <translation>Was das Bild zeigen könnte…</translation>
    </message>
    <message>
        <source>Ask about the picture…</source>
        <translation>Frage zum Bild…</translation>
    </message>
    <message>
        <source>Type a text…</source>
        <translation>Text eingeben…</translation>
    </message>
    <message>
        <source>Enter runs; Shift+Enter begins another caption.</source>
        <translation>Enter führt aus; Umschalt+Enter: neue Beschreibung.</translation>
    </message>
    <message>
        <source>Enter runs, a pause in typing as well.</source>
        <translation>Enter führt aus, eine Pause beim Tippen auch.</translation>
    </message>
    <message>
        <source>Close the folder: scenes and recent pictures again</source>
        <translation>Ordner schließen: wieder Szenen und zuletzt geöffnete Bilder</translation>
    </message>
    <message>
        <source>Close the folder</source>
        <translation>Ordner schließen</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n picture(s))</source>
        <translation>
            <numerusform>%1 (%n Bild)</numerusform>
            <numerusform>%1 (%n Bilder)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rex::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>rex::ui::LayerFilm</name>
    <message>
        <source>Relevancy after each layer</source>
        <translation>Relevanz nach jeder Schicht</translation>
    </message>
    <message>
        <source>How relevance grows from layer to layer appears here.</source>
        <translation>Hier erscheint, wie die Relevanz von Schicht zu Schicht wächst.</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>what its heads look at</source>
        <translation>worauf ihre Köpfe achten</translation>
    </message>
    <message>
        <source>most at row %1, column %2</source>
        <translation>Maximum in Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>most at token %1</source>
        <translation>Maximum bei Token %1</translation>
    </message>
    <message>
        <source>most at region %1</source>
        <translation>Maximum bei Region %1</translation>
    </message>
    <message>
        <source>First layer that counts: drag it (Ctrl+← Ctrl+→); a double click gives it back</source>
        <translation>Erste Schicht, die zählt: ziehen (Strg+← Strg+→); ein Doppelklick setzt zurück</translation>
    </message>
    <message>
        <source>Last layer that counts: drag it (Ctrl+Shift+← Ctrl+Shift+→); a double click gives it back</source>
        <translation>Letzte Schicht, die zählt: ziehen (Strg+Umschalt+← Strg+Umschalt+→); ein Doppelklick setzt zurück</translation>
    </message>
    <message>
        <source>%1: what its heads look at (mean). No row that is read lies here, or the layer is left out.</source>
        <translation>%1: worauf ihre Köpfe achten (Mittel). Hier liegt keine Zeile, die gelesen wird, oder die Schicht ist ausgelassen.</translation>
    </message>
    <message>
        <source>%1 (← →)</source>
        <translation>%1 (← →)</translation>
    </message>
</context>
<context>
    <name>rex::ui::LayerStrip</name>
    <message>
        <source>Stacks of layers in the film</source>
        <translation>Schichtstapel im Film</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>the last</source>
        <translation>letzte</translation>
    </message>
    <message>
        <source>All layers count. Drag the flags to leave some out.</source>
        <translation>Alle Schichten zählen. Die Fähnchen ziehen, um welche auszulassen.</translation>
    </message>
    <message>
        <source>Layers %1 to %2 count</source>
        <translation>Schichten %1 bis %2 zählen</translation>
    </message>
    <message>
        <source>Layers %1 to %2 count. A double click on a flag gives it back.</source>
        <translation>Schichten %1 bis %2 zählen. Ein Doppelklick auf ein Fähnchen setzt es zurück.</translation>
    </message>
</context>
<context>
    <name>rex::ui::Library</name>
    <message>
        <source>a region detector</source>
        <translation>einen Regionendetektor</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Der Hub wird gefragt…</translation>
    </message>
    <message>
        <source>its owner states none</source>
        <translation>vom Besitzer nicht angegeben</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n Datei, %1</numerusform>
            <numerusform>%n Dateien, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no home folder for models.</source>
        <translation>Es gibt keinen Home-Ordner für Modelle.</translation>
    </message>
    <message>
        <source>waiting for its turn</source>
        <translation>in der Warteschlange</translation>
    </message>
    <message>
        <source>It is here, but cannot be used: %1</source>
        <translation>Da, aber nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>Fetched and tried out: %1</source>
        <translation>Geladen und ausprobiert: %1</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>wird geprüft</translation>
    </message>
    <message numerus="yes">
        <source>All %n file(s) are as the hub promised.</source>
        <translation>
            <numerusform>%n Datei ist so, wie der Hub sie angibt.</numerusform>
            <numerusform>Alle %n Dateien sind so, wie der Hub sie angibt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Damaged: %1. Move it to the trash and fetch it again.</source>
        <translation>Beschädigt: %1. In den Papierkorb verschieben und neu laden.</translation>
    </message>
    <message>
        <source>moving to the trash</source>
        <translation>wandert in den Papierkorb</translation>
    </message>
    <message>
        <source>cannot be moved to the trash</source>
        <translation>lässt sich nicht in den Papierkorb verschieben</translation>
    </message>
    <message>
        <source>Show the folder, and remove it there.</source>
        <translation>Den Ordner anzeigen und ihn dort entfernen.</translation>
    </message>
</context>
<context>
    <name>rex::ui::LibraryDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Any repository: owner/name or its address</source>
        <translation>Beliebiges Repository: owner/name oder seine Adresse</translation>
    </message>
    <message>
        <source>A repository of the hub</source>
        <translation>Ein Repository des Hubs</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>List this repository; nothing is fetched yet</source>
        <translation>Dieses Repository auflisten; noch wird nichts geladen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open this model in the window</source>
        <translation>Dieses Modell im Fenster öffnen</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Show where it lies</source>
        <translation>Zeigen, wo es liegt</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Compare its files with the checksums that the hub promised</source>
        <translation>Seine Dateien mit den Prüfsummen vom Hub vergleichen</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Move its folder to the trash</source>
        <translation>Ordner in den Papierkorb verschieben</translation>
    </message>
    <message>
        <source>Get</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Fetch it from the hub</source>
        <translation>Vom Hub laden</translation>
    </message>
    <message>
        <source>Ask for size and licence</source>
        <translation>Größe und Lizenz erfragen</translation>
    </message>
    <message>
        <source>Ask the hub; nothing is fetched</source>
        <translation>Den Hub fragen; nichts wird geladen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop for now; what has arrived is kept</source>
        <translation>Vorerst anhalten; was angekommen ist, bleibt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop, and remove what has arrived</source>
        <translation>Anhalten und entfernen, was angekommen ist</translation>
    </message>
    <message>
        <source>Fetch what it lacks</source>
        <translation>Fehlendes laden</translation>
    </message>
    <message>
        <source>Family: %1</source>
        <translation>Familie: %1</translation>
    </message>
    <message>
        <source>On disk: %1</source>
        <translation>Auf Platte: %1</translation>
    </message>
    <message>
        <source>So far: %1</source>
        <translation>Bisher: %1</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>Größe: %1</translation>
    </message>
    <message>
        <source>the hub tells when asked</source>
        <translation>der Hub sagt es auf Anfrage</translation>
    </message>
    <message>
        <source>Licence: %1</source>
        <translation>Lizenz: %1</translation>
    </message>
    <message>
        <source>Last opened: %1</source>
        <translation>Zuletzt geöffnet: %1</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nie</translation>
    </message>
    <message>
        <source>Looking at what is here…</source>
        <translation>Vorhandene werden gesucht…</translation>
    </message>
    <message>
        <source>No models yet: type a repository.</source>
        <translation>Noch keine Modelle: Repository eingeben.</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>Ordner: %1</translation>
    </message>
    <message>
        <source>It cannot be opened: %1.</source>
        <translation>Es lässt sich nicht öffnen: %1.</translation>
    </message>
    <message>
        <source>It needs %1 to answer.</source>
        <translation>Zum Antworten braucht es %1.</translation>
    </message>
    <message>
        <source>It is open: open another model first</source>
        <translation>Es ist offen: erst ein anderes Modell öffnen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Get %1</source>
        <translation>%1 laden</translation>
    </message>
</context>
<context>
    <name>rex::ui::LibraryModel</name>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Worth fetching</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>Unterwegs</translation>
    </message>
</context>
<context>
    <name>rex::ui::MainWindow</name>
    <message>
        <source>Relevance Explorer</source>
        <translation>Relevance Explorer</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Compare (%1)</source>
        <translation>Vergleich (%1)</translation>
    </message>
    <message>
        <source>Save session as…</source>
        <translation>Sitzung speichern unter…</translation>
    </message>
    <message>
        <source>Save the session to another file</source>
        <translation>Sitzung in andere Datei speichern</translation>
    </message>
    <message>
        <source>Save history as script…</source>
        <translation>Verlauf als Skript speichern…</translation>
    </message>
    <message>
        <source>Save a shell script that makes the figures of all views since the start</source>
        <translation>Ein Shell-Skript speichern, das die Abbildungen aller Ansichten seit dem Start erzeugt</translation>
    </message>
    <message>
        <source>Save the history</source>
        <translation>Verlauf speichern</translation>
    </message>
    <message>
        <source>figures</source>
        <translation>figures</translation>
    </message>
    <message>
        <source>Scripts (*.sh)</source>
        <translation>Skripte (*.sh)</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken…</translation>
    </message>
    <message>
        <source>Print the figure, as large as the page has room for</source>
        <translation>Die Abbildung drucken, so groß wie die Seite erlaubt</translation>
    </message>
    <message>
        <source>Contact sheet…</source>
        <translation>Kontaktbogen…</translation>
    </message>
    <message>
        <source>Save all pictures of the folder or of the gallery, each with its map, as one figure</source>
        <translation>Alle Bilder des Ordners oder der Galerie, jedes mit seiner Heatmap, als eine Abbildung speichern</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Open the picture before in its folder; what is asked stays</source>
        <translation>Das vorige Bild im Ordner öffnen; das Gefragte bleibt</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Open the picture after in its folder; what is asked stays</source>
        <translation>Das nächste Bild im Ordner öffnen; das Gefragte bleibt</translation>
    </message>
    <message>
        <source>The picture alone</source>
        <translation>Nur das Bild</translation>
    </message>
    <message>
        <source>Fold all panels away, or bring them back</source>
        <translation>Alle Panels einklappen oder zurückholen</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Choose colours, threads and keys</source>
        <translation>Farben, Threads und Tasten wählen</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation>Diagnose…</translation>
    </message>
    <message>
        <source>Say what this machine computes with, and what looks wrong</source>
        <translation>Zeigen, womit dieser Rechner rechnet und was falsch aussieht</translation>
    </message>
    <message>
        <source>About…</source>
        <translation>Über…</translation>
    </message>
    <message>
        <source>Say versions and licences</source>
        <translation>Versionen und Lizenzen zeigen</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Relevance Explorer %1, under the MIT licence.
Why a Transformer answered as it did: in the picture, in the words, layer by layer.

It stands on Qt %2 (LGPL 3; Qt Charts GPL 3), LibTorch (BSD 3), OpenCV (Apache 2), ICU (Unicode licence), nlohmann-json, yaml-cpp and CLI11 (MIT, MIT, BSD 3), libcurl (curl) and OpenSSL (Apache 2).

The methods are those of Chefer, Gur and Wolf (ICCV 2021, CVPR 2021) and of the authors whom the list of methods names. The painted scenes are made of Noto Color Emoji (SIL Open Font License 1.1).

Layer-wise relevance propagation, on which the LRP methods rest, may be patented: check before commercial use.</source>
        <translation>Relevance Explorer %1, unter der MIT-Lizenz.
Warum ein Transformer so geantwortet hat: im Bild, in den Wörtern, Schicht für Schicht.

Es beruht auf Qt %2 (LGPL 3; Qt Charts GPL 3), LibTorch (BSD 3), OpenCV (Apache 2), ICU (Unicode-Lizenz), nlohmann-json, yaml-cpp und CLI11 (MIT, MIT, BSD 3), libcurl (curl) und OpenSSL (Apache 2).

Die Methoden stammen von Chefer, Gur und Wolf (ICCV 2021, CVPR 2021) und von den Autoren, die die Liste der Methoden nennt. Die gemalten Szenen bestehen aus Noto Color Emoji (SIL Open Font License 1.1).

Layer-wise Relevance Propagation, worauf die LRP-Methoden beruhen, ist möglicherweise patentiert: vor kommerzieller Nutzung prüfen.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>Bild…</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>Bild öffnen</translation>
    </message>
    <message>
        <source>Paste picture</source>
        <translation>Bild einfügen</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>Ein Bild einfügen</translation>
    </message>
    <message>
        <source>Second picture…</source>
        <translation>Zweites Bild…</translation>
    </message>
    <message>
        <source>Open a second picture, for models without a head: which parts make the two alike</source>
        <translation>Ein zweites Bild öffnen, für Modelle ohne Klassifikator: welche Teile die beiden ähnlich machen</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
    <message>
        <source>Fetch, check and remove models</source>
        <translation>Modelle laden, prüfen und entfernen</translation>
    </message>
    <message>
        <source>Model folder…</source>
        <translation>Modellordner…</translation>
    </message>
    <message>
        <source>Open a model folder</source>
        <translation>Einen Modellordner öffnen</translation>
    </message>
    <message>
        <source>Region features…</source>
        <translation>Regionsmerkmale…</translation>
    </message>
    <message>
        <source>Open a file of region features, for models that read regions</source>
        <translation>Eine Datei mit Regionsmerkmalen öffnen, für Modelle, die Regionen lesen</translation>
    </message>
    <message>
        <source>Session…</source>
        <translation>Sitzung…</translation>
    </message>
    <message>
        <source>Open a session</source>
        <translation>Sitzung öffnen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Run with these words</source>
        <translation>Mit diesen Wörtern ausführen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Back to the view before</source>
        <translation>Zurück zur vorigen Ansicht</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Forward to the view after</source>
        <translation>Vor zur nächsten Ansicht</translation>
    </message>
    <message>
        <source>Everything by name…</source>
        <translation>Alles nach Namen…</translation>
    </message>
    <message>
        <source>Find any action, model, picture, method, answer, word or head by its name</source>
        <translation>Beliebige Aktion, Modell, Bild, Methode, Antwort, Wort oder Kopf nach Namen finden</translation>
    </message>
    <message>
        <source>Previous answer</source>
        <translation>Vorige Antwort</translation>
    </message>
    <message>
        <source>Previous answer or object query</source>
        <translation>Vorige Antwort oder Object Query</translation>
    </message>
    <message>
        <source>Next answer</source>
        <translation>Nächste Antwort</translation>
    </message>
    <message>
        <source>Next answer or object query</source>
        <translation>Nächste Antwort oder Object Query</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Search a class</source>
        <translation>Klasse suchen</translation>
    </message>
    <message>
        <source>Next region under the pointer</source>
        <translation>Nächste Region unter dem Zeiger</translation>
    </message>
    <message>
        <source>Of regions that lie over each other, the next larger</source>
        <translation>Von übereinanderliegenden Regionen die nächstgrößere</translation>
    </message>
    <message>
        <source>Show on the picture</source>
        <translation>Im Bild zeigen</translation>
    </message>
    <message>
        <source>Show or hide the object query</source>
        <translation>Object Query zeigen oder ausblenden</translation>
    </message>
    <message>
        <source>Show alone</source>
        <translation>Allein zeigen</translation>
    </message>
    <message>
        <source>Show the object query alone, or all again</source>
        <translation>Object Query allein zeigen, oder wieder alle</translation>
    </message>
    <message>
        <source>Alt+click</source>
        <translation>Alt+Klick</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Show all object queries</source>
        <translation>Alle Object Queries zeigen</translation>
    </message>
    <message>
        <source>Previous layer</source>
        <translation>Vorige Schicht</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>Nächste Schicht</translation>
    </message>
    <message>
        <source>Play the layers</source>
        <translation>Schichten abspielen</translation>
    </message>
    <message>
        <source>Previous head</source>
        <translation>Voriger Kopf</translation>
    </message>
    <message>
        <source>Next head</source>
        <translation>Nächster Kopf</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Keep the strongest patches</source>
        <translation>Stärkste Patches behalten</translation>
    </message>
    <message>
        <source>Leave out what is below a share of the maximum, or keep the strongest patches: click to switch</source>
        <translation>Auslassen, was unter einem Anteil des Maximums liegt, oder die stärksten Patches behalten: ein Klick wechselt</translation>
    </message>
    <message>
        <source>Exact patches</source>
        <translation>Exakte Patches</translation>
    </message>
    <message>
        <source>Exact patches instead of smooth heat</source>
        <translation>Exakte Patches statt glatter Heatmap</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>Konturen</translation>
    </message>
    <message>
        <source>Patch grid</source>
        <translation>Patch-Raster</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Boxen</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>All masks</source>
        <translation>Alle Masken</translation>
    </message>
    <message>
        <source>Masks of all confident queries</source>
        <translation>Masken aller sicheren Queries</translation>
    </message>
    <message>
        <source>Fit the picture</source>
        <translation>Bild einpassen</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Show the picture at 100 %</source>
        <translation>Das Bild in 100 % zeigen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Keep this explanation for comparing</source>
        <translation>Diese Erklärung zum Vergleichen behalten</translation>
    </message>
    <message>
        <source>Explanations side by side</source>
        <translation>Erklärungen nebeneinander</translation>
    </message>
    <message>
        <source>Shared scale</source>
        <translation>Gemeinsame Skala</translation>
    </message>
    <message>
        <source>One colour scale for all panels instead of one each</source>
        <translation>Eine Farbskala für alle Panels statt je einer eigenen</translation>
    </message>
    <message>
        <source>Unpin all</source>
        <translation>Alle lösen</translation>
    </message>
    <message>
        <source>Unpin all explanations</source>
        <translation>Alle Erklärungen lösen</translation>
    </message>
    <message>
        <source>Save figure…</source>
        <translation>Abbildung speichern…</translation>
    </message>
    <message>
        <source>Save a figure</source>
        <translation>Abbildung speichern</translation>
    </message>
    <message>
        <source>Copy figure</source>
        <translation>Abbildung kopieren</translation>
    </message>
    <message>
        <source>Copy the figure as a picture</source>
        <translation>Die Abbildung als Bild kopieren</translation>
    </message>
    <message>
        <source>Export numbers…</source>
        <translation>Zahlen exportieren…</translation>
    </message>
    <message>
        <source>Save the relevancies as numbers</source>
        <translation>Die Relevanzen als Zahlen speichern</translation>
    </message>
    <message>
        <source>Copy as rex command</source>
        <translation>Als rex-Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy the rex command that makes this figure</source>
        <translation>Den rex-Befehl kopieren, der diese Abbildung erzeugt</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>Sitzung speichern</translation>
    </message>
    <message>
        <source>Save the session to the file that it came from</source>
        <translation>Die Sitzung in der Datei speichern, aus der sie kam</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Colours as the system has them</source>
        <translation>Farben wie im System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>Diese Tasten</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>Loslassen</translation>
    </message>
    <message>
        <source>Cancel what runs, clear the selection</source>
        <translation>Laufendes abbrechen, Auswahl aufheben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop what runs</source>
        <translation>Laufendes anhalten</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Heat: %1</source>
        <translation>Heatmap: %1</translation>
    </message>
    <message>
        <source>Scale of the heat: %1</source>
        <translation>Skala der Heatmap: %1</translation>
    </message>
    <message>
        <source>Words: %1</source>
        <translation>Wörter: %1</translation>
    </message>
    <message>
        <source>Scale of the words: %1</source>
        <translation>Skala der Wörter: %1</translation>
    </message>
    <message>
        <source>as in the model’s paper</source>
        <translation>wie im Paper des Modells</translation>
    </message>
    <message>
        <source>0 to maximum</source>
        <translation>0 bis Maximum</translation>
    </message>
    <message>
        <source>minimum to maximum</source>
        <translation>Minimum bis Maximum</translation>
    </message>
    <message>
        <source>share of the sum</source>
        <translation>Anteil der Summe</translation>
    </message>
    <message>
        <source>signed, zero in the middle</source>
        <translation>mit Vorzeichen, Null in der Mitte</translation>
    </message>
    <message>
        <source>There is nothing to save yet.</source>
        <translation>Es gibt noch nichts zu speichern.</translation>
    </message>
    <message>
        <source>Open a model and what it should explain first.</source>
        <translation>Erst ein Modell öffnen und das, was es erklären soll.</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n picture(s) as %1</source>
        <translation>
            <numerusform>%n Bild als %1 gespeichert</numerusform>
            <numerusform>%n Bilder als %1 gespeichert</numerusform>
        </translation>
    </message>
    <message>
        <source> and more, as the sheet says</source>
        <translation> und mehr, wie der Kontaktbogen sagt</translation>
    </message>
    <message numerus="yes">
        <source>Not on the contact sheet: %n picture(s).</source>
        <translation>
            <numerusform>%n Bild fehlt auf dem Kontaktbogen.</numerusform>
            <numerusform>%n Bilder fehlen auf dem Kontaktbogen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Six explanations are pinned already. Unpin one in Compare (%1) first.</source>
        <translation>Sechs Erklärungen sind schon angeheftet. Erst eine im Vergleich (%1) lösen.</translation>
    </message>
    <message>
        <source>The figure is on the clipboard.</source>
        <translation>Die Abbildung ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Export numbers</source>
        <translation>Zahlen exportieren</translation>
    </message>
    <message>
        <source>explanation</source>
        <translation>explanation</translation>
    </message>
    <message>
        <source>safetensors (*.safetensors)</source>
        <translation>safetensors (*.safetensors)</translation>
    </message>
    <message>
        <source>NumPy (*.npz)</source>
        <translation>NumPy (*.npz)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>PDF figure (*.pdf)</source>
        <translation>PDF-Abbildung (*.pdf)</translation>
    </message>
    <message>
        <source>SVG figure (*.svg)</source>
        <translation>SVG-Abbildung (*.svg)</translation>
    </message>
    <message>
        <source>PNG figure (*.png)</source>
        <translation>PNG-Abbildung (*.png)</translation>
    </message>
    <message>
        <source>Save the curves</source>
        <translation>Kurven speichern</translation>
    </message>
    <message>
        <source>faithfulness</source>
        <translation>faithfulness</translation>
    </message>
    <message>
        <source>Save the sanity check</source>
        <translation>Sanity-Check speichern</translation>
    </message>
    <message>
        <source>sanity</source>
        <translation>sanity</translation>
    </message>
    <message>
        <source>Try again…</source>
        <translation>Erneut versuchen…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>picture</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 ist nicht beschreibbar.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The command lacks the picture, which was pasted and is in no file.</source>
        <translation>Dem Befehl fehlt das Bild: Es wurde eingefügt und steht in keiner Datei.</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>Der Befehl ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Recent pictures</source>
        <translation>Letzte Bilder</translation>
    </message>
    <message>
        <source>Recent sessions</source>
        <translation>Letzte Sitzungen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Scale of the heat</source>
        <translation>Skala der Heatmap</translation>
    </message>
    <message>
        <source>Scale of the words</source>
        <translation>Skala der Wörter</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>Bild verschieben</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>&amp;Erklären</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>Object query</source>
        <translation>Object Query</translation>
    </message>
    <message>
        <source>What is taken away</source>
        <translation>Was entfernt wird</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Show the picture larger</source>
        <translation>Das Bild größer zeigen</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Show the picture smaller</source>
        <translation>Das Bild kleiner zeigen</translation>
    </message>
    <message>
        <source>To the left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Look further to the left</source>
        <translation>Weiter nach links schauen</translation>
    </message>
    <message>
        <source>To the right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Look further to the right</source>
        <translation>Weiter nach rechts schauen</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Look further up</source>
        <translation>Weiter nach oben schauen</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Look further down</source>
        <translation>Weiter nach unten schauen</translation>
    </message>
    <message>
        <source>Start one layer earlier</source>
        <translation>Eine Schicht früher beginnen</translation>
    </message>
    <message>
        <source>Count one more layer at the beginning</source>
        <translation>Am Anfang eine Schicht mehr zählen</translation>
    </message>
    <message>
        <source>Start one layer later</source>
        <translation>Eine Schicht später beginnen</translation>
    </message>
    <message>
        <source>Leave out one more layer at the beginning</source>
        <translation>Am Anfang eine weitere Schicht auslassen</translation>
    </message>
    <message>
        <source>End one layer earlier</source>
        <translation>Eine Schicht früher enden</translation>
    </message>
    <message>
        <source>Leave out one more layer at the end</source>
        <translation>Am Ende eine weitere Schicht auslassen</translation>
    </message>
    <message>
        <source>End one layer later</source>
        <translation>Eine Schicht später enden</translation>
    </message>
    <message>
        <source>Count one more layer at the end</source>
        <translation>Am Ende eine Schicht mehr zählen</translation>
    </message>
    <message>
        <source>All layers count</source>
        <translation>Alle Schichten zählen</translation>
    </message>
    <message>
        <source>Count all layers again</source>
        <translation>Wieder alle Schichten zählen</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>Blinken</translation>
    </message>
    <message>
        <source>Show one panel of the comparison alone, then the next in its place</source>
        <translation>Ein Panel des Vergleichs allein zeigen, dann an seiner Stelle das nächste</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Das Fenster schließen</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.gif *.bmp);;All files (*)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.gif *.bmp);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>No model was found on this machine.</source>
        <translation>Kein Modell auf diesem Rechner gefunden.</translation>
    </message>
    <message>
        <source>Fetch one, or open a model folder.</source>
        <translation>Eines laden oder einen Modellordner öffnen.</translation>
    </message>
    <message>
        <source>%1 does not read regions.</source>
        <translation>%1 liest keine Regionen.</translation>
    </message>
    <message>
        <source>To open a model, give its folder.</source>
        <translation>Zum Öffnen den Modellordner angeben.</translation>
    </message>
    <message>
        <source>Open model folder…</source>
        <translation>Modellordner öffnen…</translation>
    </message>
    <message>
        <source>Open a second picture</source>
        <translation>Zweites Bild öffnen</translation>
    </message>
    <message>
        <source>Open region features</source>
        <translation>Regionsmerkmale öffnen</translation>
    </message>
    <message>
        <source>Region features (*.safetensors *.npz)</source>
        <translation>Regionsmerkmale (*.safetensors *.npz)</translation>
    </message>
    <message>
        <source>Sessions (*.rexsession)</source>
        <translation>Sitzungen (*.rexsession)</translation>
    </message>
    <message>
        <source>There is no picture to paste.</source>
        <translation>Es gibt kein Bild zum Einfügen.</translation>
    </message>
    <message>
        <source>Copy a picture first, or open a file.</source>
        <translation>Erst ein Bild kopieren oder eine Datei öffnen.</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>Bild öffnen…</translation>
    </message>
    <message>
        <source>Only files of this machine can be dropped here.</source>
        <translation>Hier lassen sich nur Dateien dieses Rechners ablegen.</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>Modell %1</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Method %1</source>
        <translation>Methode %1</translation>
    </message>
    <message>
        <source>Object query %1</source>
        <translation>Object Query %1</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Word: what it relates to</source>
        <translation>Wort: worauf es sich bezieht</translation>
    </message>
    <message>
        <source>%1, head %2</source>
        <translation>%1, Kopf %2</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Faithfulness</source>
        <translation>Faithfulness</translation>
    </message>
    <message>
        <source>Sanity</source>
        <translation>Sanity</translation>
    </message>
    <message>
        <source>Words × picture</source>
        <translation>Wörter × Bild</translation>
    </message>
    <message>
        <source>The figure is on its way to the printer.</source>
        <translation>Die Abbildung ist unterwegs zum Drucker.</translation>
    </message>
    <message>
        <source>Printed to %1</source>
        <translation>Gedruckt in %1</translation>
    </message>
    <message>
        <source>Same scale for all pictures</source>
        <translation>Gleiche Skala für alle Bilder</translation>
    </message>
    <message>
        <source>Keep the ends of the heat&apos;s scale as they are now, for every map and picture</source>
        <translation>Die Enden der Heatmap-Skala behalten, wie sie jetzt sind, für jede Heatmap und jedes Bild</translation>
    </message>
    <message>
        <source>Ends and gamma…</source>
        <translation>Enden und Gamma…</translation>
    </message>
    <message>
        <source>Type the ends of the heat&apos;s scale, and its gamma</source>
        <translation>Die Enden der Heatmap-Skala und ihr Gamma eingeben</translation>
    </message>
    <message>
        <source>Preview under the pointer</source>
        <translation>Vorschau unter dem Zeiger</translation>
    </message>
    <message>
        <source>Show what a patch or region relates to while the pointer rests on it</source>
        <translation>Zeigen, worauf sich ein Patch oder eine Region bezieht, solange der Zeiger darauf ruht</translation>
    </message>
    <message>
        <source>Open a session…</source>
        <translation>Sitzung öffnen…</translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation>Sitzung speichern</translation>
    </message>
    <message>
        <source>The picture was pasted and is in no file yet.</source>
        <translation>Das Bild wurde eingefügt und steht noch in keiner Datei.</translation>
    </message>
    <message>
        <source>Save it first; the session names its file.</source>
        <translation>Erst speichern; die Sitzung nennt seine Datei.</translation>
    </message>
    <message>
        <source>The window did not come to its end last time.</source>
        <translation>Das Fenster wurde beim letzten Mal nicht regulär beendet.</translation>
    </message>
    <message>
        <source>What was open then, a minute or less before, can be opened again.</source>
        <translation>Was damals, höchstens eine Minute zuvor, offen war, lässt sich wieder öffnen.</translation>
    </message>
    <message>
        <source>Restore what was open</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>%1 — Relevance Explorer</source>
        <translation>%1 — Relevance Explorer</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>Explained is %1 (%2)</source>
        <translation>Erklärt wird %1 (%2)</translation>
    </message>
    <message>
        <source>What is explained (%1)</source>
        <translation>Was erklärt wird (%1)</translation>
    </message>
    <message>
        <source>Reading or writing a session…</source>
        <translation>Sitzung wird gelesen/geschrieben…</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s), CPU</source>
        <translation>
            <numerusform>%n Thread, CPU</numerusform>
            <numerusform>%n Threads, CPU</numerusform>
        </translation>
    </message>
    <message>
        <source>forward %1 ms · explain %2 ms   │   %3</source>
        <translation>Forward %1 ms · Erklären %2 ms   │   %3</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>This model needs a caption.</source>
        <translation>Dieses Modell braucht eine Beschreibung.</translation>
    </message>
    <message>
        <source>This model needs a question.</source>
        <translation>Dieses Modell braucht eine Frage.</translation>
    </message>
    <message>
        <source>This model needs a text.</source>
        <translation>Dieses Modell braucht einen Text.</translation>
    </message>
    <message>
        <source>Type it at the left.</source>
        <translation>Links eingeben.</translation>
    </message>
    <message>
        <source>Type it</source>
        <translation>Eingeben</translation>
    </message>
    <message>
        <source>This model needs a picture.</source>
        <translation>Dieses Modell braucht ein Bild.</translation>
    </message>
    <message>
        <source>Open one, drop it here, or paste it (%1).</source>
        <translation>Eines öffnen, hier ablegen oder einfügen (%1).</translation>
    </message>
    <message>
        <source>Choose region features…</source>
        <translation>Regionsmerkmale wählen…</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Erneut ausführen</translation>
    </message>
    <message>
        <source>%1 changed on disk since it was opened.</source>
        <translation>%1 wurde seit dem Öffnen auf der Platte geändert.</translation>
    </message>
    <message>
        <source>What is shown comes from the weights as they were.</source>
        <translation>Das Gezeigte stammt von den bisherigen Gewichten.</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open a picture, model or session (%1)</source>
        <translation>Bild, Modell oder Sitzung öffnen (%1)</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Explanation method</source>
        <translation>Erklärungsmethode</translation>
    </message>
    <message>
        <source>%1	%2</source>
        <translation>%1	%2</translation>
    </message>
    <message>
        <source>Ablations</source>
        <translation>Ablationen</translation>
    </message>
    <message>
        <source>What if this were not there?</source>
        <translation>Was, wenn das fehlte?</translation>
    </message>
    <message>
        <source>Take patches, regions or words away and see what the answer becomes</source>
        <translation>Patches, Regionen oder Wörter entfernen und sehen, was aus der Antwort wird</translation>
    </message>
    <message>
        <source>Take away what is held</source>
        <translation>Festgehaltenes entfernen</translation>
    </message>
    <message>
        <source>Take the patch, region or word that is held away, or put it back</source>
        <translation>Den festgehaltenen Patch, die Region oder das Wort entfernen oder zurückholen</translation>
    </message>
    <message>
        <source>Drop top 20 %</source>
        <translation>Ohne Top 20 %</translation>
    </message>
    <message>
        <source>Take away the 20 % that the map marks most</source>
        <translation>Die laut Heatmap stärksten 20 % entfernen</translation>
    </message>
    <message>
        <source>Only top 20 %</source>
        <translation>Nur Top 20 %</translation>
    </message>
    <message>
        <source>Take away all but the 20 % that the map marks most</source>
        <translation>Alles außer den laut Heatmap stärksten 20 % entfernen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep this view for comparing, as Pin does</source>
        <translation>Ansicht zum Vergleichen behalten, wie „Anheften“</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the view before the last change</source>
        <translation>Zurück zur Ansicht vor der letzten Änderung</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Put everything back that was taken away</source>
        <translation>Alles Entfernte zurückholen</translation>
    </message>
    <message>
        <source>Check the map</source>
        <translation>Heatmap prüfen</translation>
    </message>
    <message>
        <source>Make the map again while the model forgets, layer by layer: it should change</source>
        <translation>Die Heatmap neu erzeugen, während das Modell Schicht für Schicht vergisst: sie sollte sich ändern</translation>
    </message>
    <message>
        <source>Negative evidence</source>
        <translation>Negative Evidenz</translation>
    </message>
    <message>
        <source>Show also what speaks against the answer, which the papers clamp to 0</source>
        <translation>Auch zeigen, was gegen die Antwort spricht und in den Papers auf 0 begrenzt wird</translation>
    </message>
    <message>
        <source>Save session with its pictures…</source>
        <translation>Sitzung mit ihren Bildern speichern…</translation>
    </message>
    <message>
        <source>Save the session as one file that holds its pictures and regions, to open it on another machine</source>
        <translation>Die Sitzung als eine Datei speichern, die ihre Bilder und Regionen enthält, um sie auf einem anderen Rechner zu öffnen</translation>
    </message>
    <message>
        <source>Picture folder…</source>
        <translation>Bilderordner…</translation>
    </message>
    <message>
        <source>Open a folder of pictures in the gallery</source>
        <translation>Einen Ordner mit Bildern in der Galerie öffnen</translation>
    </message>
    <message>
        <source>as the colours do</source>
        <translation>wie die Farben selbst</translation>
    </message>
    <message>
        <source>clear where little matters</source>
        <translation>klar, wo wenig zählt</translation>
    </message>
    <message>
        <source>alike everywhere</source>
        <translation>überall gleich</translation>
    </message>
    <message>
        <source>Opacity: %1</source>
        <translation>Deckkraft: %1</translation>
    </message>
    <message>
        <source>Where the heat lets the picture through: %1</source>
        <translation>Wo die Heatmap das Bild durchlässt: %1</translation>
    </message>
    <message>
        <source>Opacity of the heat</source>
        <translation>Deckkraft der Heatmap</translation>
    </message>
    <message>
        <source>Open a picture folder…</source>
        <translation>Bilderordner öffnen…</translation>
    </message>
    <message>
        <source>Open a picture folder</source>
        <translation>Bilderordner öffnen</translation>
    </message>
    <message>
        <source>Drop a picture, a folder of pictures, a model folder or a session file.</source>
        <translation>Legen Sie ein Bild, einen Ordner mit Bildern, einen Modellordner oder eine Sitzungsdatei ab.</translation>
    </message>
    <message>
        <source>Save the session with its pictures</source>
        <translation>Die Sitzung mit ihren Bildern speichern</translation>
    </message>
    <message>
        <source>holds no pictures</source>
        <translation>enthält keine Bilder</translation>
    </message>
    <message>
        <source>Choose the folder that the pictures lie in themselves.</source>
        <translation>Wählen Sie den Ordner, in dem die Bilder selbst liegen.</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Black and white, with every edge drawn</source>
        <translation>Schwarz und Weiß, mit gezeichneten Kanten</translation>
    </message>
    <message>
        <source>not now</source>
        <translation>jetzt nicht</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>Letzte Ordner</translation>
    </message>
</context>
<context>
    <name>rex::ui::PaletteModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>rex::ui::PictureView</name>
    <message>
        <source>Open a picture (%1), drop one here, or paste one (%2).</source>
        <translation>Ein Bild öffnen (%1), hier ablegen oder einfügen (%2).</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Related words</source>
        <translation>Bezug zu Wörtern</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>Region %1</translation>
    </message>
    <message>
        <source>Related patches</source>
        <translation>Bezug zu Patches</translation>
    </message>
    <message>
        <source>Related regions</source>
        <translation>Bezug zu Regionen</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>Patch</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>Relevanz</translation>
    </message>
    <message>
        <source>%1 % of the maximum</source>
        <translation>%1 % des Maximums</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Raw value</source>
        <translation>Rohwert</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>%1 %2 (query %3)</source>
        <translation>%1 %2 (Query %3)</translation>
    </message>
    <message>
        <source>Pixel</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>%1 %2 %</source>
        <translation>%1 %2 %</translation>
    </message>
</context>
<context>
    <name>rex::ui::PredictionDelegate</name>
    <message>
        <source>Alt+click: show the others again (Shift+V)</source>
        <translation>Alt+Klick: die anderen wieder zeigen (Umschalt+V)</translation>
    </message>
    <message>
        <source>Alt+click: show it alone (Shift+V)</source>
        <translation>Alt+Klick: allein zeigen (Umschalt+V)</translation>
    </message>
    <message>
        <source>Hide this object (V)</source>
        <translation>Dieses Objekt ausblenden (V)</translation>
    </message>
    <message>
        <source>Show this object (V)</source>
        <translation>Dieses Objekt zeigen (V)</translation>
    </message>
</context>
<context>
    <name>rex::ui::PredictionModel</name>
    <message>
        <source>%1, probability %2</source>
        <translation>%1, Wahrscheinlichkeit %2</translation>
    </message>
    <message>
        <source>%1, score %2</source>
        <translation>%1, Score %2</translation>
    </message>
    <message>
        <source>%1, shown alone</source>
        <translation>%1, allein gezeigt</translation>
    </message>
    <message>
        <source>%1, shown</source>
        <translation>%1, gezeigt</translation>
    </message>
    <message>
        <source>%1, hidden</source>
        <translation>%1, ausgeblendet</translation>
    </message>
    <message>
        <source>%1
probability %2, raw score %3</source>
        <translation>%1
Wahrscheinlichkeit %2, Roh-Score %3</translation>
    </message>
    <message>
        <source>%1
score %2</source>
        <translation>%1
Score %2</translation>
    </message>
</context>
<context>
    <name>rex::ui::PreferencesDialog</name>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>bfloat16, where layers multiply</source>
        <translation>bfloat16, wo Schichten multiplizieren</translation>
    </message>
    <message>
        <source>In which numbers linear layers and convolutions multiply. bfloat16 halves the weights and keeps the ranks of a map, not its last digits; everything else stays float32.</source>
        <translation>In welchen Zahlen lineare Schichten und Faltungen multiplizieren. bfloat16 halbiert die Gewichte und erhält die Ränge einer Heatmap, nicht ihre letzten Stellen; alles andere bleibt float32.</translation>
    </message>
    <message>
        <source>Not here: %1.</source>
        <translation>Hier nicht: %1.</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Abbildungen</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Begin with the drawing of the last time</source>
        <translation>Mit der letzten Darstellung beginnen</translation>
    </message>
    <message>
        <source>Opacity, colour map, scales, grid, contours, boxes and masks</source>
        <translation>Deckkraft, Colormap, Skalen, Raster, Konturen, Boxen und Masken</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Back to the program’s own drawing</source>
        <translation>Zurück zur Standarddarstellung</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Of the window. Errors, notes, names of methods and figures are English.</source>
        <translation>Die des Fensters. Fehler, Hinweise, Namen von Methoden und Abbildungen sind englisch.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As many as help</source>
        <translation>So viele wie sinnvoll</translation>
    </message>
    <message>
        <source>How many threads compute; --threads and REX_THREADS come first</source>
        <translation>Wie viele Threads rechnen; --threads und REX_THREADS haben Vorrang</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Language and threads take effect at the next start.</source>
        <translation>Sprache und Threads gelten ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>Arithmetik</translation>
    </message>
    <message>
        <source>Profiles of figures</source>
        <translation>Abbildungsprofile</translation>
    </message>
    <message>
        <source>Settings that were kept where figures are saved (%1). A double click renames one.</source>
        <translation>Einstellungen, die beim Speichern von Abbildungen behalten wurden (%1). Ein Doppelklick benennt um.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>A quarter of what is free</source>
        <translation>Ein Viertel des freien RAM</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>What a model keeps of further passes, so that another target or method costs less</source>
        <translation>Was ein Modell von weiteren Durchläufen behält, damit weitere Ziele oder Methoden weniger kosten</translation>
    </message>
    <message>
        <source>Graphs of the model</source>
        <translation>Modellgraphen</translation>
    </message>
    <message>
        <source>From the next model that is opened on.</source>
        <translation>Ab dem nächsten geöffneten Modell.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Remove these files; they are made again when they are wanted</source>
        <translation>Diese Dateien entfernen; bei Bedarf entstehen sie neu</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Type a key into the field, then Set; an empty field takes it away.</source>
        <translation>Taste ins Feld eingeben, dann „Setzen“; ein leeres Feld nimmt sie weg.</translation>
    </message>
    <message>
        <source>%1 is free.</source>
        <translation>%1 ist frei.</translation>
    </message>
    <message>
        <source>%1 is the key of “%2”, which will have none.</source>
        <translation>%1 ist die Taste von „%2“, das dann keine mehr hat.</translation>
    </message>
    <message>
        <source>Place of both</source>
        <translation>Ort von beiden</translation>
    </message>
    <message>
        <source>Sizes and place take effect at the next start.</source>
        <translation>Größen und Ort gelten ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>As much as the files may take; the oldest go first</source>
        <translation>So viel dürfen die Dateien belegen; die ältesten gehen zuerst</translation>
    </message>
    <message>
        <source>at most %1 MB</source>
        <translation>höchstens %1 MB</translation>
    </message>
    <message>
        <source>at most %1 GB</source>
        <translation>höchstens %1 GB</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Keep these files in another folder; what is in the old one stays there</source>
        <translation>Diese Dateien in einem anderen Ordner aufbewahren; was im alten ist, bleibt dort</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>Wie üblich</translation>
    </message>
    <message>
        <source>Keep these files in the cache folder of the system</source>
        <translation>Diese Dateien im Cache-Ordner des Systems aufbewahren</translation>
    </message>
    <message>
        <source>The cache folder of the system</source>
        <translation>Der Cache-Ordner des Systems</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
</context>
<context>
    <name>rex::ui::SanityPanel</name>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Save the numbers as a table, or the maps as a figure</source>
        <translation>Die Zahlen als Tabelle oder die Heatmaps als Abbildung speichern</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Check this map</source>
        <translation>Diese Heatmap prüfen</translation>
    </message>
    <message>
        <source>The model forgets: %1 of %2 layers are random…</source>
        <translation>Das Modell vergisst: %1 von %2 Schichten sind zufällig…</translation>
    </message>
    <message>
        <source>Finding the order of the layers…</source>
        <translation>Schichtreihenfolge wird ermittelt…</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 layers.</source>
        <translation>Nach %1 von %2 Schichten gestoppt.</translation>
    </message>
    <message>
        <source>Does the map follow what the model learnt? This gives its layers random weights, from the answer down, and makes the map again: it should change.</source>
        <translation>Folgt die Heatmap dem, was das Modell gelernt hat? Dies gibt seinen Schichten, von der Antwort abwärts, zufällige Gewichte und erzeugt die Heatmap neu: sie sollte sich ändern.</translation>
    </message>
</context>
<context>
    <name>rex::ui::SanityStrip</name>
    <message>
        <source>Maps while the model forgets</source>
        <translation>Heatmaps, während das Modell vergisst</translation>
    </message>
    <message>
        <source>as learnt</source>
        <translation>wie gelernt</translation>
    </message>
    <message>
        <source>+ %1</source>
        <translation>+ %1</translation>
    </message>
    <message>
        <source>ρ %1 · SSIM %2</source>
        <translation>ρ %1 · SSIM %2</translation>
    </message>
    <message>
        <source>ρ %1</source>
        <translation>ρ %1</translation>
    </message>
</context>
<context>
    <name>rex::ui::SaveFigureDialog</name>
    <message>
        <source>Save figure</source>
        <translation>Abbildung speichern</translation>
    </message>
    <message>
        <source>Figures (*.png *.svg *.pdf)</source>
        <translation>Abbildungen (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Caption: how it was made</source>
        <translation>Bildunterschrift: Entstehung</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>The picture alone as first panel</source>
        <translation>Das Bild allein als erstes Panel</translation>
    </message>
    <message>
        <source>Faithfulness curves</source>
        <translation>Faithfulness-Kurven</translation>
    </message>
    <message>
        <source>Transparent ground</source>
        <translation>Hintergrund transparent</translation>
    </message>
    <message>
        <source>Preview of the figure</source>
        <translation>Vorschau der Abbildung</translation>
    </message>
    <message>
        <source>Keep…</source>
        <translation>Behalten…</translation>
    </message>
    <message>
        <source>Keep these settings under a name; Preferences rename and remove them</source>
        <translation>Unter einem Namen behalten; umbenennen und entfernen in den Einstellungen</translation>
    </message>
    <message>
        <source>%1 dpi</source>
        <translation>%1 dpi</translation>
    </message>
    <message>
        <source>As wide as fits</source>
        <translation>So breit wie passt</translation>
    </message>
    <message>
        <source>One column, 3.5 inches</source>
        <translation>Eine Spalte, 3,5 Zoll</translation>
    </message>
    <message>
        <source>Two columns, 7 inches</source>
        <translation>Zwei Spalten, 7 Zoll</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Size of titles; all other letters in proportion</source>
        <translation>Größe der Titel; alle andere Schrift im Verhältnis</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>As set here</source>
        <translation>Wie hier gesetzt</translation>
    </message>
    <message>
        <source>%1 inches</source>
        <translation>%1 Zoll</translation>
    </message>
    <message>
        <source>Keep the settings</source>
        <translation>Einstellungen behalten</translation>
    </message>
    <message>
        <source>Name of the profile; one of the same name is replaced</source>
        <translation>Name des Profils; ein gleichnamiges wird ersetzt</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 gibt es schon.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
</context>
<context>
    <name>rex::ui::SavePath</name>
    <message>
        <source>The extension chooses the format: .png, .svg or .pdf</source>
        <translation>Die Endung bestimmt das Format: .png, .svg oder .pdf</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Auswählen…</translation>
    </message>
</context>
<context>
    <name>rex::ui::ScaleDialog</name>
    <message>
        <source>Scale of the heat</source>
        <translation>Skala der Heatmap</translation>
    </message>
    <message>
        <source>The value at this end of the colours, for every map and picture alike</source>
        <translation>Der Wert an diesem Ende der Farben, gleich für jede Heatmap und jedes Bild</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Höchster</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Niedrigster</translation>
    </message>
    <message>
        <source>Below 1 what is weak is drawn stronger, above 1 weaker</source>
        <translation>Unter 1 wird Schwaches stärker gezeichnet, über 1 schwächer</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Each map its own</source>
        <translation>Eigene je Heatmap</translation>
    </message>
</context>
<context>
    <name>rex::ui::SecondPicture</name>
    <message>
        <source>%1
Click to choose another; Delete takes it away.</source>
        <translation>%1
Klicken wählt ein anderes; Entf nimmt es weg.</translation>
    </message>
    <message>
        <source>Second picture: %1</source>
        <translation>Zweites Bild: %1</translation>
    </message>
    <message>
        <source>Drop a second picture here,
or choose one…</source>
        <translation>Ein zweites Bild hier ablegen
oder eines wählen…</translation>
    </message>
    <message>
        <source>The map then shows which parts of the first picture make the two alike.</source>
        <translation>Die Heatmap zeigt dann, welche Teile des ersten Bildes die beiden ähnlich machen.</translation>
    </message>
    <message>
        <source>Second picture: none. Choose one</source>
        <translation>Zweites Bild: keines. Eines wählen</translation>
    </message>
    <message>
        <source>Take the second picture away</source>
        <translation>Das zweite Bild wegnehmen</translation>
    </message>
</context>
<context>
    <name>rex::ui::Session</name>
    <message>
        <source>Left out of the comparison: %1.</source>
        <translation>Vom Vergleich ausgelassen: %1.</translation>
    </message>
    <message>
        <source>Left out of what was pinned: %1.</source>
        <translation>Vom Angehefteten ausgelassen: %1.</translation>
    </message>
    <message>
        <source>The model&apos;s weights have changed since the session was saved: they were %1, they are %2.</source>
        <translation>Die Gewichte des Modells haben sich seit dem Speichern der Sitzung geändert: Es waren %1, es sind %2.</translation>
    </message>
    <message>
        <source>reading the picture</source>
        <translation>Bild wird gelesen</translation>
    </message>
    <message>
        <source>reading the second picture</source>
        <translation>Zweites Bild wird gelesen</translation>
    </message>
</context>
<context>
    <name>rex::ui::TextDialog</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>rex::ui::TokenStrip</name>
    <message>
        <source>Words coloured by relevance</source>
        <translation>Wörter, nach Relevanz gefärbt</translation>
    </message>
    <message>
        <source>%1: raw %2, left out of the colours’ scale</source>
        <translation>%1: roh %2, von der Farbskala ausgelassen</translation>
    </message>
    <message>
        <source>%1: %2 % of the scale (%3; raw %4)</source>
        <translation>%1: %2 % der Skala (%3; roh %4)</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>pieces: %1</source>
        <translation>Teile: %1</translation>
    </message>
    <message>
        <source>, held</source>
        <translation>, festgehalten</translation>
    </message>
    <message>
        <source>special token</source>
        <translation>Spezial-Token</translation>
    </message>
    <message>
        <source>%1 % of the scale</source>
        <translation>%1 % der Skala</translation>
    </message>
</context>
<context>
    <name>rex::ui::WordMatrix</name>
    <message>
        <source>Which word looks where</source>
        <translation>Welches Wort worauf achtet</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Looks at</source>
        <translation>Achtet auf</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Relevance, %</source>
        <translation>Relevanz, %</translation>
    </message>
    <message>
        <source>Of the word for the answer, in percent of the largest</source>
        <translation>Des Wortes für die Antwort, in Prozent der größten</translation>
    </message>
    <message>
        <source>Explain something first.</source>
        <translation>Erst etwas erklären.</translation>
    </message>
    <message>
        <source>Words and picture do not look at each other in this model, or this method says nothing of single tokens.</source>
        <translation>Wörter und Bild achten in diesem Modell nicht aufeinander, oder diese Methode sagt nichts über einzelne Token.</translation>
    </message>
    <message>
        <source>Which word looks where, for models that read words and see a picture.</source>
        <translation>Welches Wort worauf achtet, für Modelle, die Wörter lesen und ein Bild sehen.</translation>
    </message>
</context>
</TS>
