<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>CacheText</name>
    <message numerus="yes">
        <source>%n file(s), %1 in %2</source>
        <translation>
            <numerusform>%n file, %1 in %2</numerusform>
            <numerusform>%n files, %1 in %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionText</name>
    <message numerus="yes">
        <source>%n pinned explanation(s) left out: the picture was pasted and is in no file.</source>
        <translation>
            <numerusform>%n pinned explanation is left out: its picture was pasted and is in no file.</numerusform>
            <numerusform>%n pinned explanations are left out: their pictures were pasted and are in no file.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShownText</name>
    <message numerus="yes">
        <source>what %n patches or words relate to, summed</source>
        <translation>
            <numerusform>what %n patch or word relates to, summed</numerusform>
            <numerusform>what %n patches or words relate to, summed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rex::ui::BrushBar</name>
    <message numerus="yes">
        <source>%n patch(es)</source>
        <translation>
            <numerusform>%n patch</numerusform>
            <numerusform>%n patches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n region(s)</source>
        <translation>
            <numerusform>%n region</numerusform>
            <numerusform>%n regions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the word(s) %1</source>
        <translation>
            <numerusform>the word %1</numerusform>
            <numerusform>the words %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rex::ui::ContactSheetDialog</name>
    <message numerus="yes">
        <source>All %n in “%1”</source>
        <translation>
            <numerusform>All %n in “%1”</numerusform>
            <numerusform>All %n in “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n of the gallery</source>
        <translation>
            <numerusform>All %n of the gallery</numerusform>
            <numerusform>All %n of the gallery</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rex::ui::InputPanel</name>
    <message numerus="yes">
        <source>%1 (%n picture(s))</source>
        <translation>
            <numerusform>%1 (%n picture)</numerusform>
            <numerusform>%1 (%n pictures)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rex::ui::Library</name>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n file(s) are as the hub promised.</source>
        <translation>
            <numerusform>The file is as the hub promised.</numerusform>
            <numerusform>All %n files are as the hub promised.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rex::ui::MainWindow</name>
    <message numerus="yes">
        <source>Saved %n picture(s) as %1</source>
        <translation>
            <numerusform>Saved %n picture as %1</numerusform>
            <numerusform>Saved %n pictures as %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not on the contact sheet: %n picture(s).</source>
        <translation>
            <numerusform>%n picture is not on the contact sheet.</numerusform>
            <numerusform>%n pictures are not on the contact sheet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s), CPU</source>
        <translation>
            <numerusform>%n thread, CPU</numerusform>
            <numerusform>%n threads, CPU</numerusform>
        </translation>
    </message>
</context>
</TS>
