<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
<context>
    <name>Answer</name>
    <message>
        <source>nothing found</source>
        <translation>rien trouvé</translation>
    </message>
</context>
<context>
    <name>CacheText</name>
    <message>
        <source>Small pictures</source>
        <translation>Vignettes</translation>
    </message>
    <message>
        <source>Regions found</source>
        <translation>Régions trouvées</translation>
    </message>
    <message>
        <source>Nothing is kept</source>
        <translation>Rien n’est gardé</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1 in %2</source>
        <translation>
            <numerusform>%n fichier, %1 dans %2</numerusform>
            <numerusform>%n fichiers, %1 dans %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CarriedText</name>
    <message>
        <source>a file that it carries is damaged: %1</source>
        <translation>un fichier qu’il contient est endommagé : %1</translation>
    </message>
    <message>
        <source>Save the session anew where it was made.</source>
        <translation>Enregistrez à nouveau la session là où elle a été créée.</translation>
    </message>
    <message>
        <source>its hash</source>
        <translation>son empreinte</translation>
    </message>
    <message>
        <source>its base64</source>
        <translation>son base64</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>ne peut pas être lu</translation>
    </message>
    <message>
        <source>Put it back, or save the session without its pictures.</source>
        <translation>Remettez-le en place, ou enregistrez la session sans ses images.</translation>
    </message>
    <message>
        <source>is too much for the session file, which carries at most %1</source>
        <translation>est trop volumineux pour le fichier de session, qui contient au plus %1</translation>
    </message>
    <message>
        <source>Save the session without its pictures.</source>
        <translation>Enregistrez la session sans ses images.</translation>
    </message>
    <message>
        <source>changed while it was read</source>
        <translation>a changé pendant la lecture</translation>
    </message>
    <message>
        <source>Save the session once more.</source>
        <translation>Enregistrez la session encore une fois.</translation>
    </message>
</context>
<context>
    <name>ExportText</name>
    <message>
        <source>is no format for numbers</source>
        <translation>n’est pas un format de nombres</translation>
    </message>
    <message>
        <source>Choose .safetensors, .npz, .csv or .json.</source>
        <translation>Choisissez .safetensors, .npz, .csv ou .json.</translation>
    </message>
</context>
<context>
    <name>FigureText</name>
    <message>
        <source>There is nothing to compare</source>
        <translation>Il n’y a rien à comparer</translation>
    </message>
    <message>
        <source>Pin an explanation first.</source>
        <translation>Épinglez d’abord une explication.</translation>
    </message>
    <message>
        <source>There is no explanation yet</source>
        <translation>Il n’y a pas encore d’explication</translation>
    </message>
    <message>
        <source>Open a model and what it should explain first.</source>
        <translation>Ouvrez d’abord un modèle et ce qu’il doit expliquer.</translation>
    </message>
    <message>
        <source>The map was not checked yet</source>
        <translation>La carte n’a pas encore été vérifiée</translation>
    </message>
    <message>
        <source>Check it first.</source>
        <translation>Vérifiez-la d’abord.</translation>
    </message>
</context>
<context>
    <name>PrintText</name>
    <message>
        <source>The printer</source>
        <translation>L’imprimante</translation>
    </message>
    <message>
        <source>Choose another printer or file.</source>
        <translation>Choisissez une autre imprimante ou un autre fichier.</translation>
    </message>
    <message>
        <source>takes no page</source>
        <translation>n’accepte pas de page</translation>
    </message>
    <message>
        <source>the page could not be printed</source>
        <translation>la page n’a pas pu être imprimée</translation>
    </message>
</context>
<context>
    <name>ProfileText</name>
    <message>
        <source>%1 dpi</source>
        <translation>%1&#xa0;dpi</translation>
    </message>
    <message>
        <source>%1 inches</source>
        <translation>%1&#xa0;pouces</translation>
    </message>
    <message>
        <source>%1 pt</source>
        <translation>%1&#xa0;pt</translation>
    </message>
    <message>
        <source>transparent</source>
        <translation>transparent</translation>
    </message>
    <message>
        <source>picture alone</source>
        <translation>image seule</translation>
    </message>
    <message>
        <source>words</source>
        <translation>mots</translation>
    </message>
    <message>
        <source>curves</source>
        <translation>courbes</translation>
    </message>
    <message>
        <source>caption</source>
        <translation>légende</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>sans %1</translation>
    </message>
</context>
<context>
    <name>SessionText</name>
    <message>
        <source>Open a .rexsession file that this program saved.</source>
        <translation>Ouvrez un fichier .rexsession enregistré par ce programme.</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 n’existe plus</translation>
    </message>
    <message>
        <source>Put it back, or beside the session file.</source>
        <translation>Remettez-le en place, ou à côté du fichier de session.</translation>
    </message>
    <message>
        <source>%1 is no file</source>
        <translation>%1 n’est pas un fichier</translation>
    </message>
    <message>
        <source>Put the old file back, or save the session anew.</source>
        <translation>Remettez l’ancien fichier, ou enregistrez de nouveau la session.</translation>
    </message>
    <message>
        <source>%1 has changed since the session was saved.</source>
        <translation>%1 a changé depuis l’enregistrement de la session.</translation>
    </message>
    <message>
        <source>The session was computed in %1, here it is in float32: %2.</source>
        <translation>La session a été calculée en %1, ici en float32 : %2.</translation>
    </message>
    <message>
        <source>The picture was pasted and is in no file yet</source>
        <translation>L’image a été collée et n’est encore dans aucun fichier</translation>
    </message>
    <message>
        <source>Save it first; the session names its file.</source>
        <translation>Enregistrez-la d’abord ; la session nomme son fichier.</translation>
    </message>
    <message>
        <source>The second picture is in no file yet</source>
        <translation>La deuxième image n’est encore dans aucun fichier</translation>
    </message>
    <message numerus="yes">
        <source>%n pinned explanation(s) left out: the picture was pasted and is in no file.</source>
        <translation>
            <numerusform>%n explication épinglée est écartée : son image a été collée et n’est dans aucun fichier.</numerusform>
            <numerusform>%n explications épinglées sont écartées : leurs images ont été collées et ne sont dans aucun fichier.</numerusform>
        </translation>
    </message>
    <message>
        <source>was saved by a newer version of this program</source>
        <translation>a été enregistré par une version plus récente de ce programme</translation>
    </message>
    <message>
        <source>Open it with that version.</source>
        <translation>Ouvrez-le avec cette version.</translation>
    </message>
    <message>
        <source>is no session file of this version</source>
        <translation>n’est pas un fichier de session de cette version</translation>
    </message>
    <message>
        <source>is damaged: %1</source>
        <translation>est endommagé : %1</translation>
    </message>
</context>
<context>
    <name>ShownText</name>
    <message>
        <source>%1, mean of the layers</source>
        <translation>%1, moyenne des couches</translation>
    </message>
    <message>
        <source>gradient-weighted attention</source>
        <translation>attention pondérée par le gradient</translation>
    </message>
    <message>
        <source>raw attention</source>
        <translation>attention brute</translation>
    </message>
    <message>
        <source>%1, mean of the heads: %2</source>
        <translation>%1, moyenne des têtes&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1, head %2: %3</source>
        <translation>%1, tête %2&#xa0;: %3</translation>
    </message>
    <message>
        <source>what the selected word relates to</source>
        <translation>liens du mot sélectionné</translation>
    </message>
    <message>
        <source>what region %1 relates to</source>
        <translation>liens de la région %1</translation>
    </message>
    <message>
        <source>what the patch in row %1, column %2 relates to</source>
        <translation>liens du patch ligne %1, colonne %2</translation>
    </message>
    <message>
        <source>relevance after %1</source>
        <translation>pertinence après %1</translation>
    </message>
    <message numerus="yes">
        <source>what %n patches or words relate to, summed</source>
        <translation>
            <numerusform>liens de %n patch ou mot, sommés</numerusform>
            <numerusform>liens de %n patchs ou mots, sommés</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stack</name>
    <message>
        <source>Encoder</source>
        <translation>Encodeur</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>Décodeur</translation>
    </message>
    <message>
        <source>Decoder ← picture</source>
        <translation>Décodeur ← image</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langage</translation>
    </message>
    <message>
        <source>Vision</source>
        <translation>Vision</translation>
    </message>
    <message>
        <source>Language ← vision</source>
        <translation>Langage ← vision</translation>
    </message>
    <message>
        <source>Vision ← language</source>
        <translation>Vision ← langage</translation>
    </message>
    <message>
        <source>Language, late</source>
        <translation>Langage, tardif</translation>
    </message>
    <message>
        <source>Vision, late</source>
        <translation>Vision, tardif</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Text ← picture</source>
        <translation>Texte ← image</translation>
    </message>
    <message>
        <source>Pooling ← picture</source>
        <translation>Pooling ← image</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>opening the model</source>
        <translation>ouverture du modèle</translation>
    </message>
    <message>
        <source>reading the weights&apos; names</source>
        <translation>lecture des noms des poids</translation>
    </message>
    <message>
        <source>building the model</source>
        <translation>construction du modèle</translation>
    </message>
    <message>
        <source>reading vocabulary and labels</source>
        <translation>lecture du vocabulaire et des étiquettes</translation>
    </message>
    <message>
        <source>preparing the input</source>
        <translation>préparation de l’entrée</translation>
    </message>
    <message>
        <source>looking for regions</source>
        <translation>recherche de régions</translation>
    </message>
    <message>
        <source>looking at the picture</source>
        <translation>analyse de l’image</translation>
    </message>
    <message>
        <source>proposing regions</source>
        <translation>proposition de régions</translation>
    </message>
    <message>
        <source>running the model</source>
        <translation>exécution du modèle</translation>
    </message>
    <message>
        <source>relevance pass</source>
        <translation>passe de pertinence</translation>
    </message>
    <message>
        <source>relevance of the maps</source>
        <translation>pertinence des cartes</translation>
    </message>
    <message>
        <source>gradients of the attention</source>
        <translation>gradients de l’attention</translation>
    </message>
    <message>
        <source>explaining what is pinned</source>
        <translation>explication de ce qui est épinglé</translation>
    </message>
    <message>
        <source>waiting for the hub</source>
        <translation>attente du hub</translation>
    </message>
    <message>
        <source>letting it answer once</source>
        <translation>essai d’une réponse</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>enregistrement</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>A visual explorer of Transformer decisions</source>
        <translation>Un explorateur visuel des décisions de Transformers</translation>
    </message>
    <message>
        <source>Model to begin with: a folder, or a name that rex models lists</source>
        <translation>Modèle de départ&#xa0;: un dossier, ou un nom que liste rex models</translation>
    </message>
    <message>
        <source>Question, caption or text; repeatable</source>
        <translation>Question, légende ou texte&#xa0;; répétable</translation>
    </message>
    <message>
        <source>How many threads compute (else REX_THREADS)</source>
        <translation>Nombre de threads de calcul (sinon REX_THREADS)</translation>
    </message>
    <message>
        <source>A window of its own, also where one is open, which else opens the file</source>
        <translation>Une fenêtre à part, même s’il y en a une d’ouverte, qui sinon ouvre le fichier</translation>
    </message>
    <message>
        <source>Language of the window: %1 (else what Preferences say, else LANG)</source>
        <translation>Langue de la fenêtre : %1 (sinon celle des préférences, sinon LANG)</translation>
    </message>
    <message>
        <source>A picture, a folder of pictures, a model folder or a session file</source>
        <translation>Une image, un dossier d’images, un dossier de modèle ou un fichier de session</translation>
    </message>
</context>
<context>
    <name>rex::ui::AnswerPanel</name>
    <message>
        <source>Search a class…</source>
        <translation>Chercher une classe…</translation>
    </message>
    <message>
        <source>Search a class</source>
        <translation>Chercher une classe</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Réponses</translation>
    </message>
    <message>
        <source>Click an answer to see why (%1 %2)</source>
        <translation>Cliquez une réponse pour voir pourquoi (%1 %2)</translation>
    </message>
    <message>
        <source>Least confidence of the detections shown</source>
        <translation>Confiance minimale des détections affichées</translation>
    </message>
    <message>
        <source>Confidence ≥ %1</source>
        <translation>Confiance ≥ %1</translation>
    </message>
    <message>
        <source>Why is it, or not, a…</source>
        <translation>Pourquoi (pas) la classe…</translation>
    </message>
    <message>
        <source>Explain the chosen query as another class</source>
        <translation>Expliquer la requête choisie comme une autre classe</translation>
    </message>
    <message>
        <source>Find any class by name (%1); Enter explains it</source>
        <translation>Trouver une classe par son nom (%1)&#xa0;; Entrée l’explique</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Before → after</source>
        <translation>Avant → après</translation>
    </message>
    <message>
        <source>Detected objects</source>
        <translation>Objets détectés</translation>
    </message>
    <message>
        <source>How well each caption fits</source>
        <translation>Adéquation de chaque légende</translation>
    </message>
    <message>
        <source>The model&apos;s answers appear here.</source>
        <translation>Les réponses du modèle s’affichent ici.</translation>
    </message>
    <message>
        <source>Nothing is called “%1”.</source>
        <translation>Rien ne s’appelle «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>The model is not that sure of any object. Lower the confidence.</source>
        <translation>Le modèle n’est à ce point sûr d’aucun objet. Baissez la confiance.</translation>
    </message>
</context>
<context>
    <name>rex::ui::AppearanceBar</name>
    <message>
        <source>Opacity</source>
        <translation>Opacité</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <source>How much of the weaker relevance is left out</source>
        <translation>Part de la pertinence faible qui est écartée</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Palette de couleurs</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1&#xa0;; %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>Opacity of the heat: %1 %</source>
        <translation>Opacité de la chaleur&#xa0;: %1&#xa0;%</translation>
    </message>
    <message>
        <source>top %1 %</source>
        <translation>top %1&#xa0;%</translation>
    </message>
    <message>
        <source>≥ %1 %</source>
        <translation>≥ %1&#xa0;%</translation>
    </message>
</context>
<context>
    <name>rex::ui::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>rex::ui::BrushBar</name>
    <message>
        <source>What shows in the place of patches. Black is itself something to see; the mean colour and a blur less so.</source>
        <translation>Ce qui s’affiche à la place des patchs. Le noir est lui-même quelque chose à voir&#xa0;; la couleur moyenne et le flou, moins.</translation>
    </message>
    <message>
        <source>What shows in the place of patches</source>
        <translation>Ce qui s’affiche à la place des patchs</translation>
    </message>
    <message>
        <source>Mean colour</source>
        <translation>Couleur moyenne</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Noir</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Flou</translation>
    </message>
    <message>
        <source>Neighbours (ROAD)</source>
        <translation>Voisins (ROAD)</translation>
    </message>
    <message numerus="yes">
        <source>%n patch(es)</source>
        <translation>
            <numerusform>%n patch</numerusform>
            <numerusform>%n patchs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n region(s)</source>
        <translation>
            <numerusform>%n région</numerusform>
            <numerusform>%n régions</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>« %1 »</translation>
    </message>
    <message numerus="yes">
        <source>the word(s) %1</source>
        <translation>
            <numerusform>le mot %1</numerusform>
            <numerusform>les mots %1</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n mot</numerusform>
            <numerusform>%n mots</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 et %2</translation>
    </message>
    <message>
        <source>Paint what should not be there, or click words. Ctrl draws a box, Shift puts back, Shift+wheel sizes the brush.</source>
        <translation>Peignez ce qui ne devrait pas être là, ou cliquez des mots. Ctrl trace un cadre, Maj remet, Maj+molette règle le pinceau.</translation>
    </message>
    <message>
        <source>Without %1 …</source>
        <translation>Sans %1…</translation>
    </message>
    <message>
        <source>Without %1: %2 %3.</source>
        <translation>Sans %1 : %2 %3.</translation>
    </message>
    <message>
        <source>Without %1.</source>
        <translation>Sans %1.</translation>
    </message>
</context>
<context>
    <name>rex::ui::Canvas</name>
    <message>
        <source>Picture with heat map</source>
        <translation>Image avec carte de chaleur</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>région %1</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>ligne %1, colonne %2</translation>
    </message>
    <message>
        <source>%1 % of the scale</source>
        <translation>%1&#xa0;% de l’échelle</translation>
    </message>
</context>
<context>
    <name>rex::ui::CommandPalette</name>
    <message>
        <source>Everything by name</source>
        <translation>Tout par son nom</translation>
    </message>
    <message>
        <source>An action, model, picture, method, answer or word…</source>
        <translation>Action, modèle, image, méthode, réponse ou mot…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Nothing has such a name.</source>
        <translation>Rien ne porte ce nom.</translation>
    </message>
</context>
<context>
    <name>rex::ui::ComparePanel</name>
    <message>
        <source>Unpin</source>
        <translation>Désépingler</translation>
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
        <translation>Comparez des méthodes ou des cibles&#xa0;: choisissez-les ci-dessus, ou épinglez une explication (%1) et changez ce que vous voulez.</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Méthodes</translation>
    </message>
    <message>
        <source>Explain the same target by other methods</source>
        <translation>Expliquer la même cible par d’autres méthodes</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Cibles</translation>
    </message>
    <message>
        <source>Explain other targets by the same method</source>
        <translation>Expliquer d’autres cibles par la même méthode</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Différence</translation>
    </message>
    <message>
        <source>first − second, each over its maximum</source>
        <translation>première − seconde, chacune sur son maximum</translation>
    </message>
</context>
<context>
    <name>rex::ui::ContactSheetDialog</name>
    <message>
        <source>Transparent ground</source>
        <translation>Fond transparent</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Planche-contact</translation>
    </message>
    <message>
        <source>Pictures in a row; the page is as wide as that of a paper</source>
        <translation>Images par ligne&#xa0;; la page a la largeur de celle d’un article</translation>
    </message>
    <message>
        <source>%1 dpi</source>
        <translation>%1&#xa0;dpi</translation>
    </message>
    <message>
        <source>contact-sheet</source>
        <translation>contact-sheet</translation>
    </message>
    <message>
        <source>Save contact sheet</source>
        <translation>Enregistrer la planche</translation>
    </message>
    <message>
        <source>Figures (*.png *.svg *.pdf)</source>
        <translation>Figures (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Explained</source>
        <translation>À expliquer</translation>
    </message>
    <message>
        <source>In a row</source>
        <translation>Par ligne</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Résolution</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message numerus="yes">
        <source>All %n in “%1”</source>
        <translation>
            <numerusform>%n image de « %1 »</numerusform>
            <numerusform>Les %n de « %1 »</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n of the gallery</source>
        <translation>
            <numerusform>%n image de la galerie</numerusform>
            <numerusform>Les %n de la galerie</numerusform>
        </translation>
    </message>
    <message>
        <source>The best answer of each picture</source>
        <translation>La meilleure réponse de chaque image</translation>
    </message>
    <message>
        <source>“%1” in each picture</source>
        <translation>«&#xa0;%1&#xa0;» dans chaque image</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 existe déjà.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
</context>
<context>
    <name>rex::ui::DetailsPanel</name>
    <message>
        <source>Point at the picture or a word: its value and what it relates to appear here.</source>
        <translation>Pointez l’image ou un mot&#xa0;: sa valeur et ses liens s’affichent ici.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
</context>
<context>
    <name>rex::ui::DockTitle</name>
    <message>
        <source>Hide %1 (the Window menu brings it back)</source>
        <translation>Masquer %1 (le menu Fenêtre le ramène)</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>Masquer %1</translation>
    </message>
</context>
<context>
    <name>rex::ui::FaithfulnessPanel</name>
    <message>
        <source>random</source>
        <translation>au hasard</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Enregistrer…</translation>
    </message>
    <message>
        <source>Probability of the answer while the input goes</source>
        <translation>Probabilité de la réponse quand l’entrée disparaît</translation>
    </message>
    <message>
        <source>Area: between the two curves of this map (symmetric relevance gain), 0 as if by chance, higher is better</source>
        <translation>Aire&#xa0;: entre les deux courbes de cette carte (symmetric relevance gain), 0 comme au hasard, plus elle est grande, mieux c’est</translation>
    </message>
    <message>
        <source>What is removed</source>
        <translation>Ce qui est retiré</translation>
    </message>
    <message>
        <source>What the map lies on</source>
        <translation>Ce que couvre la carte</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Mots</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Régions</translation>
    </message>
    <message>
        <source>Patches</source>
        <translation>Patchs</translation>
    </message>
    <message>
        <source>What stands in the place of removed patches. The curves differ: black patches are themselves something to see, the mean and a blur less so.</source>
        <translation>Ce qui remplace les patchs retirés. Les courbes diffèrent&#xa0;: des patchs noirs sont eux-mêmes quelque chose à voir, la moyenne et le flou, moins.</translation>
    </message>
    <message>
        <source>What stands in the place of removed patches</source>
        <translation>Ce qui remplace les patchs retirés</translation>
    </message>
    <message>
        <source>Mean colour</source>
        <translation>Couleur moyenne</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Noir</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Flou</translation>
    </message>
    <message>
        <source>Neighbours (ROAD)</source>
        <translation>Voisins (ROAD)</translation>
    </message>
    <message>
        <source>Save the curves as a table, or as a figure for a paper</source>
        <translation>Enregistrer les courbes en tableau, ou en figure pour un article</translation>
    </message>
    <message>
        <source>raw attention</source>
        <translation>attention brute</translation>
    </message>
    <message>
        <source>least first</source>
        <translation>le moins d’abord</translation>
    </message>
    <message>
        <source>most first</source>
        <translation>le plus d’abord</translation>
    </message>
    <message>
        <source> Area %1.</source>
        <translation> Aire %1.</translation>
    </message>
    <message>
        <source> %1 %…</source>
        <translation> %1&#xa0;%…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Arrêté.</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Mesure en cours…</translation>
    </message>
    <message>
        <source>Explain something first.</source>
        <translation>Expliquez d’abord quelque chose.</translation>
    </message>
    <message>
        <source>most relevant first</source>
        <translation>le plus pertinent d’abord</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>The probability of the answer (up) while more and more of the input goes (right): the most relevant for this map first, the least relevant first, by raw attention and by each map that is compared or pinned (its own answer) the most relevant first, and by chance</source>
        <translation>La probabilité de la réponse (vers le haut) à mesure que l’entrée est ôtée (vers la droite) : le plus pertinent pour cette carte d’abord, le moins pertinent d’abord, le plus pertinent d’abord selon l’attention brute et selon chaque carte comparée ou épinglée (pour sa propre réponse), et au hasard</translation>
    </message>
</context>
<context>
    <name>rex::ui::HeadGrid</name>
    <message>
        <source>What every head of every layer looks at appears here.</source>
        <translation>Ce que regarde chaque tête de chaque couche s’affiche ici.</translation>
    </message>
    <message>
        <source>Stacks of layers</source>
        <translation>Piles de couches</translation>
    </message>
    <message>
        <source>Layers and heads</source>
        <translation>Couches et têtes</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>Pondérée</translation>
    </message>
    <message>
        <source>Attention weighted by its gradient, (∇A ⊙ A)⁺, instead of raw attention</source>
        <translation>Attention pondérée par son gradient, (∇A ⊙ A)⁺, au lieu de l’attention brute</translation>
    </message>
    <message>
        <source>Own scales</source>
        <translation>Échelles propres</translation>
    </message>
    <message>
        <source>Scale every cell by its own maximum</source>
        <translation>Rapporter chaque case à son propre maximum</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Trier</translation>
    </message>
    <message>
        <source>Heads that carry most first, as the sum of what is shown over the layers</source>
        <translation>D’abord les têtes qui portent le plus, selon la somme de ce qui est affiché sur les couches</translation>
    </message>
</context>
<context>
    <name>rex::ui::HeadModel</name>
    <message>
        <source>mean of the layers</source>
        <translation>moyenne des couches</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>couche %1</translation>
    </message>
    <message>
        <source>%1, mean of the heads</source>
        <translation>%1, moyenne des têtes</translation>
    </message>
    <message>
        <source>%1, head %2</source>
        <translation>%1, tête %2</translation>
    </message>
    <message>
        <source>%1: mean %2</source>
        <translation>%1&#xa0;: moyenne %2</translation>
    </message>
    <message>
        <source>Head %1</source>
        <translation>Tête %1</translation>
    </message>
    <message>
        <source>Click for the mean of the layers</source>
        <translation>Cliquez pour la moyenne des couches</translation>
    </message>
    <message>
        <source>Click for the mean of the heads</source>
        <translation>Cliquez pour la moyenne des têtes</translation>
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
        <translation>Images</translation>
    </message>
    <message>
        <source>Search pictures…</source>
        <translation>Chercher des images…</translation>
    </message>
    <message>
        <source>Search pictures</source>
        <translation>Chercher des images</translation>
    </message>
    <message>
        <source>Size of the pictures; a double click gives the usual one back</source>
        <translation>Taille des images&#xa0;; un double-clic rétablit la taille habituelle</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Taille des images</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>Ouvrir…</translation>
    </message>
    <message>
        <source>Second picture</source>
        <translation>Seconde image</translation>
    </message>
    <message>
        <source>This model has no classifier. With a second picture its map shows which parts make the two alike.</source>
        <translation>Ce modèle n’a pas de classifieur. Avec une seconde image, sa carte montre quelles parties rendent les deux semblables.</translation>
    </message>
    <message>
        <source>A second sentence, for models trained on pairs</source>
        <translation>Seconde phrase, pour les modèles entraînés sur des paires</translation>
    </message>
    <message>
        <source>Second sentence</source>
        <translation>Seconde phrase</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Légendes</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Légende</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>One caption on each line</source>
        <translation>Une légende par ligne</translation>
    </message>
    <message>
        <source>What the picture may show…</source>
        <translation>Ce que l’image peut montrer…</translation>
    </message>
    <message>
        <source>Ask about the picture…</source>
        <translation>Question sur l’image…</translation>
    </message>
    <message>
        <source>Type a text…</source>
        <translation>Saisir un texte…</translation>
    </message>
    <message>
        <source>Enter runs; Shift+Enter begins another caption.</source>
        <translation>Entrée lance&#xa0;; Maj+Entrée commence une autre légende.</translation>
    </message>
    <message>
        <source>Enter runs, a pause in typing as well.</source>
        <translation>Entrée lance, une pause dans la saisie aussi.</translation>
    </message>
    <message>
        <source>Close the folder: scenes and recent pictures again</source>
        <translation>Fermer le dossier : de nouveau les scènes et les images récentes</translation>
    </message>
    <message>
        <source>Close the folder</source>
        <translation>Fermer le dossier</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n picture(s))</source>
        <translation>
            <numerusform>%1 (%n image)</numerusform>
            <numerusform>%1 (%n images)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rex::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Raccourcis</translation>
    </message>
</context>
<context>
    <name>rex::ui::LayerFilm</name>
    <message>
        <source>Relevancy after each layer</source>
        <translation>Pertinence après chaque couche</translation>
    </message>
    <message>
        <source>How relevance grows from layer to layer appears here.</source>
        <translation>Comment la pertinence croît de couche en couche s’affiche ici.</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>écartée</translation>
    </message>
    <message>
        <source>what its heads look at</source>
        <translation>ce que regardent ses têtes</translation>
    </message>
    <message>
        <source>most at row %1, column %2</source>
        <translation>maximum ligne %1, colonne %2</translation>
    </message>
    <message>
        <source>most at token %1</source>
        <translation>maximum au jeton %1</translation>
    </message>
    <message>
        <source>most at region %1</source>
        <translation>maximum à la région %1</translation>
    </message>
    <message>
        <source>First layer that counts: drag it (Ctrl+← Ctrl+→); a double click gives it back</source>
        <translation>Première couche qui compte&#xa0;: faites-la glisser (Ctrl+← Ctrl+→)&#xa0;; un double-clic la rétablit</translation>
    </message>
    <message>
        <source>Last layer that counts: drag it (Ctrl+Shift+← Ctrl+Shift+→); a double click gives it back</source>
        <translation>Dernière couche qui compte&#xa0;: faites-la glisser (Ctrl+Maj+← Ctrl+Maj+→)&#xa0;; un double-clic la rétablit</translation>
    </message>
    <message>
        <source>%1: what its heads look at (mean). No row that is read lies here, or the layer is left out.</source>
        <translation>%1&#xa0;: ce que regardent ses têtes (moyenne). Aucune ligne lue ne se trouve ici, ou la couche est écartée.</translation>
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
        <translation>Piles de couches du film</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>the last</source>
        <translation>la dernière</translation>
    </message>
    <message>
        <source>All layers count. Drag the flags to leave some out.</source>
        <translation>Toutes les couches comptent. Glissez les drapeaux pour en écarter.</translation>
    </message>
    <message>
        <source>Layers %1 to %2 count</source>
        <translation>Les couches %1 à %2 comptent</translation>
    </message>
    <message>
        <source>Layers %1 to %2 count. A double click on a flag gives it back.</source>
        <translation>Les couches %1 à %2 comptent. Un double-clic sur un drapeau le rétablit.</translation>
    </message>
</context>
<context>
    <name>rex::ui::Library</name>
    <message>
        <source>a region detector</source>
        <translation>un détecteur de régions</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Demande au hub…</translation>
    </message>
    <message>
        <source>its owner states none</source>
        <translation>non précisée par l’auteur</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n fichier, %1</numerusform>
            <numerusform>%n fichiers, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no home folder for models.</source>
        <translation>Il n’y a pas de dossier pour les modèles.</translation>
    </message>
    <message>
        <source>waiting for its turn</source>
        <translation>attend son tour</translation>
    </message>
    <message>
        <source>It is here, but cannot be used: %1</source>
        <translation>Il est là, mais inutilisable&#xa0;: %1</translation>
    </message>
    <message>
        <source>Fetched and tried out: %1</source>
        <translation>Téléchargé et essayé&#xa0;: %1</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>vérification</translation>
    </message>
    <message numerus="yes">
        <source>All %n file(s) are as the hub promised.</source>
        <translation>
            <numerusform>%n fichier, conforme à l’annonce du hub.</numerusform>
            <numerusform>%n fichiers, tous conformes à l’annonce du hub.</numerusform>
        </translation>
    </message>
    <message>
        <source>Damaged: %1. Move it to the trash and fetch it again.</source>
        <translation>Endommagé&#xa0;: %1. Mettez-le à la corbeille et retéléchargez-le.</translation>
    </message>
    <message>
        <source>moving to the trash</source>
        <translation>mise à la corbeille</translation>
    </message>
    <message>
        <source>cannot be moved to the trash</source>
        <translation>ne peut pas être mis à la corbeille</translation>
    </message>
    <message>
        <source>Show the folder, and remove it there.</source>
        <translation>Affichez le dossier et supprimez-le là.</translation>
    </message>
</context>
<context>
    <name>rex::ui::LibraryDialog</name>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Any repository: owner/name or its address</source>
        <translation>N’importe quel dépôt&#xa0;: propriétaire/nom ou son adresse</translation>
    </message>
    <message>
        <source>A repository of the hub</source>
        <translation>Un dépôt du hub</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>List this repository; nothing is fetched yet</source>
        <translation>Lister ce dépôt&#xa0;; rien n’est encore téléchargé</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open this model in the window</source>
        <translation>Ouvrir ce modèle dans la fenêtre</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Voir le dossier</translation>
    </message>
    <message>
        <source>Show where it lies</source>
        <translation>Montrer où il se trouve</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <source>Compare its files with the checksums that the hub promised</source>
        <translation>Comparer ses fichiers aux sommes de contrôle annoncées par le hub</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>À la corbeille</translation>
    </message>
    <message>
        <source>Move its folder to the trash</source>
        <translation>Mettre son dossier à la corbeille</translation>
    </message>
    <message>
        <source>Get</source>
        <translation>Télécharger</translation>
    </message>
    <message>
        <source>Fetch it from the hub</source>
        <translation>Le télécharger depuis le hub</translation>
    </message>
    <message>
        <source>Ask for size and licence</source>
        <translation>Demander taille et licence</translation>
    </message>
    <message>
        <source>Ask the hub; nothing is fetched</source>
        <translation>Demander au hub&#xa0;; rien n’est téléchargé</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop for now; what has arrived is kept</source>
        <translation>Arrêter pour l’instant&#xa0;; ce qui est arrivé est gardé</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Stop, and remove what has arrived</source>
        <translation>Arrêter, et supprimer ce qui est arrivé</translation>
    </message>
    <message>
        <source>Fetch what it lacks</source>
        <translation>Télécharger ce qui manque</translation>
    </message>
    <message>
        <source>Family: %1</source>
        <translation>Famille&#xa0;: %1</translation>
    </message>
    <message>
        <source>On disk: %1</source>
        <translation>Sur disque&#xa0;: %1</translation>
    </message>
    <message>
        <source>So far: %1</source>
        <translation>Jusqu’ici&#xa0;: %1</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>Taille&#xa0;: %1</translation>
    </message>
    <message>
        <source>the hub tells when asked</source>
        <translation>à demander au hub</translation>
    </message>
    <message>
        <source>Licence: %1</source>
        <translation>Licence&#xa0;: %1</translation>
    </message>
    <message>
        <source>Last opened: %1</source>
        <translation>Dernière ouverture&#xa0;: %1</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>pas encore</translation>
    </message>
    <message>
        <source>Looking at what is here…</source>
        <translation>Recherche des modèles présents…</translation>
    </message>
    <message>
        <source>No models yet: type a repository.</source>
        <translation>Pas encore de modèle&#xa0;: saisissez un dépôt.</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>Dossier&#xa0;: %1</translation>
    </message>
    <message>
        <source>It cannot be opened: %1.</source>
        <translation>Impossible de l’ouvrir&#xa0;: %1.</translation>
    </message>
    <message>
        <source>It needs %1 to answer.</source>
        <translation>Il lui faut %1 pour répondre.</translation>
    </message>
    <message>
        <source>It is open: open another model first</source>
        <translation>Il est ouvert&#xa0;: ouvrez d’abord un autre modèle</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Get %1</source>
        <translation>Télécharger %1</translation>
    </message>
</context>
<context>
    <name>rex::ui::LibraryModel</name>
    <message>
        <source>waits</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pause</translation>
    </message>
    <message>
        <source>demo</source>
        <translation>démo</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>Sur cette machine</translation>
    </message>
    <message>
        <source>Worth fetching</source>
        <translation>À télécharger</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>En route</translation>
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
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Compare (%1)</source>
        <translation>Comparer (%1)</translation>
    </message>
    <message>
        <source>Save session as…</source>
        <translation>Enregistrer la session sous…</translation>
    </message>
    <message>
        <source>Save the session to another file</source>
        <translation>Enregistrer la session dans un autre fichier</translation>
    </message>
    <message>
        <source>Save history as script…</source>
        <translation>Exporter l’historique en script…</translation>
    </message>
    <message>
        <source>Save a shell script that makes the figures of all views since the start</source>
        <translation>Enregistrer un script shell qui produit les figures de toutes les vues depuis le début</translation>
    </message>
    <message>
        <source>Save the history</source>
        <translation>Enregistrer l’historique</translation>
    </message>
    <message>
        <source>figures</source>
        <translation>figures</translation>
    </message>
    <message>
        <source>Scripts (*.sh)</source>
        <translation>Scripts (*.sh)</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimer…</translation>
    </message>
    <message>
        <source>Print the figure, as large as the page has room for</source>
        <translation>Imprimer la figure, aussi grande que la page le permet</translation>
    </message>
    <message>
        <source>Contact sheet…</source>
        <translation>Planche-contact…</translation>
    </message>
    <message>
        <source>Save all pictures of the folder or of the gallery, each with its map, as one figure</source>
        <translation>Enregistrer toutes les images du dossier ou de la galerie, chacune avec sa carte, en une figure</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Image précédente</translation>
    </message>
    <message>
        <source>Open the picture before in its folder; what is asked stays</source>
        <translation>Ouvrir l’image précédente de son dossier&#xa0;; ce qui est demandé reste</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Image suivante</translation>
    </message>
    <message>
        <source>Open the picture after in its folder; what is asked stays</source>
        <translation>Ouvrir l’image suivante de son dossier&#xa0;; ce qui est demandé reste</translation>
    </message>
    <message>
        <source>The picture alone</source>
        <translation>L’image seule</translation>
    </message>
    <message>
        <source>Fold all panels away, or bring them back</source>
        <translation>Replier tous les panneaux, ou les ramener</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Préférences…</translation>
    </message>
    <message>
        <source>Choose colours, threads and keys</source>
        <translation>Choisir couleurs, threads et raccourcis</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation>Diagnostic…</translation>
    </message>
    <message>
        <source>Say what this machine computes with, and what looks wrong</source>
        <translation>Dire avec quoi cette machine calcule, et ce qui semble anormal</translation>
    </message>
    <message>
        <source>About…</source>
        <translation>À propos…</translation>
    </message>
    <message>
        <source>Say versions and licences</source>
        <translation>Donner versions et licences</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostic</translation>
    </message>
    <message>
        <source>Relevance Explorer %1, under the MIT licence.
Why a Transformer answered as it did: in the picture, in the words, layer by layer.

It stands on Qt %2 (LGPL 3; Qt Charts GPL 3), LibTorch (BSD 3), OpenCV (Apache 2), ICU (Unicode licence), nlohmann-json, yaml-cpp and CLI11 (MIT, MIT, BSD 3), libcurl (curl) and OpenSSL (Apache 2).

The methods are those of Chefer, Gur and Wolf (ICCV 2021, CVPR 2021) and of the authors whom the list of methods names. The painted scenes are made of Noto Color Emoji (SIL Open Font License 1.1).

Layer-wise relevance propagation, on which the LRP methods rest, may be patented: check before commercial use.</source>
        <translation>Relevance Explorer %1, sous licence MIT.
Pourquoi un Transformer a répondu comme il l’a fait&#xa0;: dans l’image, dans les mots, couche par couche.

Il repose sur Qt %2 (LGPL 3&#xa0;; Qt Charts GPL 3), LibTorch (BSD 3), OpenCV (Apache 2), ICU (licence Unicode), nlohmann-json, yaml-cpp et CLI11 (MIT, MIT, BSD 3), libcurl (curl) et OpenSSL (Apache 2).

Les méthodes sont celles de Chefer, Gur et Wolf (ICCV 2021, CVPR 2021) et des auteurs que nomme la liste des méthodes. Les scènes peintes sont faites de Noto Color Emoji (SIL Open Font License 1.1).

La layer-wise relevance propagation, sur laquelle reposent les méthodes LRP, est peut-être brevetée&#xa0;: vérifiez avant tout usage commercial.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>À propos</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>Image…</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>Ouvrir une image</translation>
    </message>
    <message>
        <source>Paste picture</source>
        <translation>Coller l’image</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>Coller une image</translation>
    </message>
    <message>
        <source>Second picture…</source>
        <translation>Seconde image…</translation>
    </message>
    <message>
        <source>Open a second picture, for models without a head: which parts make the two alike</source>
        <translation>Ouvrir une seconde image, pour les modèles sans tête de sortie&#xa0;: quelles parties rendent les deux semblables</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modèles…</translation>
    </message>
    <message>
        <source>Fetch, check and remove models</source>
        <translation>Télécharger, vérifier et supprimer des modèles</translation>
    </message>
    <message>
        <source>Model folder…</source>
        <translation>Dossier de modèle…</translation>
    </message>
    <message>
        <source>Open a model folder</source>
        <translation>Ouvrir un dossier de modèle</translation>
    </message>
    <message>
        <source>Region features…</source>
        <translation>Descripteurs de régions…</translation>
    </message>
    <message>
        <source>Open a file of region features, for models that read regions</source>
        <translation>Ouvrir un fichier de descripteurs, pour les modèles qui lisent des régions</translation>
    </message>
    <message>
        <source>Session…</source>
        <translation>Session…</translation>
    </message>
    <message>
        <source>Open a session</source>
        <translation>Ouvrir une session</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lancer</translation>
    </message>
    <message>
        <source>Run with these words</source>
        <translation>Lancer avec ces mots</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Back to the view before</source>
        <translation>Revenir à la vue précédente</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Forward to the view after</source>
        <translation>Avancer à la vue suivante</translation>
    </message>
    <message>
        <source>Everything by name…</source>
        <translation>Tout par son nom…</translation>
    </message>
    <message>
        <source>Find any action, model, picture, method, answer, word or head by its name</source>
        <translation>Trouver par son nom toute action, tout modèle, image, méthode, réponse, mot ou tête</translation>
    </message>
    <message>
        <source>Previous answer</source>
        <translation>Réponse précédente</translation>
    </message>
    <message>
        <source>Previous answer or object query</source>
        <translation>Réponse ou requête d’objet précédente</translation>
    </message>
    <message>
        <source>Next answer</source>
        <translation>Réponse suivante</translation>
    </message>
    <message>
        <source>Next answer or object query</source>
        <translation>Réponse ou requête d’objet suivante</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>Chercher…</translation>
    </message>
    <message>
        <source>Search a class</source>
        <translation>Chercher une classe</translation>
    </message>
    <message>
        <source>Next region under the pointer</source>
        <translation>Région suivante sous le pointeur</translation>
    </message>
    <message>
        <source>Of regions that lie over each other, the next larger</source>
        <translation>Parmi les régions superposées, la suivante en taille</translation>
    </message>
    <message>
        <source>Show on the picture</source>
        <translation>Afficher sur l’image</translation>
    </message>
    <message>
        <source>Show or hide the object query</source>
        <translation>Afficher ou masquer la requête d’objet</translation>
    </message>
    <message>
        <source>Show alone</source>
        <translation>Afficher seule</translation>
    </message>
    <message>
        <source>Show the object query alone, or all again</source>
        <translation>Afficher la requête d’objet seule, ou de nouveau toutes</translation>
    </message>
    <message>
        <source>Alt+click</source>
        <translation>Alt+clic</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout afficher</translation>
    </message>
    <message>
        <source>Show all object queries</source>
        <translation>Afficher toutes les requêtes d’objet</translation>
    </message>
    <message>
        <source>Previous layer</source>
        <translation>Couche précédente</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>Couche suivante</translation>
    </message>
    <message>
        <source>Play the layers</source>
        <translation>Animer les couches</translation>
    </message>
    <message>
        <source>Previous head</source>
        <translation>Tête précédente</translation>
    </message>
    <message>
        <source>Next head</source>
        <translation>Tête suivante</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>Chaleur</translation>
    </message>
    <message>
        <source>Keep the strongest patches</source>
        <translation>Garder les patchs les plus forts</translation>
    </message>
    <message>
        <source>Leave out what is below a share of the maximum, or keep the strongest patches: click to switch</source>
        <translation>Écarter ce qui est sous une part du maximum, ou garder les patchs les plus forts&#xa0;: cliquez pour basculer</translation>
    </message>
    <message>
        <source>Exact patches</source>
        <translation>Patchs exacts</translation>
    </message>
    <message>
        <source>Exact patches instead of smooth heat</source>
        <translation>Patchs exacts au lieu d’une chaleur lissée</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>Contours</translation>
    </message>
    <message>
        <source>Patch grid</source>
        <translation>Grille de patchs</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Boîtes</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masques</translation>
    </message>
    <message>
        <source>All masks</source>
        <translation>Tous les masques</translation>
    </message>
    <message>
        <source>Masks of all confident queries</source>
        <translation>Masques de toutes les requêtes sûres</translation>
    </message>
    <message>
        <source>Fit the picture</source>
        <translation>Ajuster l’image</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100&#xa0;%</translation>
    </message>
    <message>
        <source>Show the picture at 100 %</source>
        <translation>Afficher l’image à 100&#xa0;%</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Épingler</translation>
    </message>
    <message>
        <source>Keep this explanation for comparing</source>
        <translation>Garder cette explication pour comparer</translation>
    </message>
    <message>
        <source>Explanations side by side</source>
        <translation>Explications côte à côte</translation>
    </message>
    <message>
        <source>Shared scale</source>
        <translation>Échelle commune</translation>
    </message>
    <message>
        <source>One colour scale for all panels instead of one each</source>
        <translation>Une échelle de couleurs pour tous les panneaux au lieu d’une chacun</translation>
    </message>
    <message>
        <source>Unpin all</source>
        <translation>Tout désépingler</translation>
    </message>
    <message>
        <source>Unpin all explanations</source>
        <translation>Désépingler toutes les explications</translation>
    </message>
    <message>
        <source>Save figure…</source>
        <translation>Enregistrer la figure…</translation>
    </message>
    <message>
        <source>Save a figure</source>
        <translation>Enregistrer une figure</translation>
    </message>
    <message>
        <source>Copy figure</source>
        <translation>Copier la figure</translation>
    </message>
    <message>
        <source>Copy the figure as a picture</source>
        <translation>Copier la figure comme image</translation>
    </message>
    <message>
        <source>Export numbers…</source>
        <translation>Exporter les nombres…</translation>
    </message>
    <message>
        <source>Save the relevancies as numbers</source>
        <translation>Enregistrer les pertinences en nombres</translation>
    </message>
    <message>
        <source>Copy as rex command</source>
        <translation>Copier la commande rex</translation>
    </message>
    <message>
        <source>Copy the rex command that makes this figure</source>
        <translation>Copier la commande rex qui produit cette figure</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>Enregistrer la session</translation>
    </message>
    <message>
        <source>Save the session to the file that it came from</source>
        <translation>Enregistrer la session dans son fichier d’origine</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>Suivre le système</translation>
    </message>
    <message>
        <source>Colours as the system has them</source>
        <translation>Couleurs du système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Couleurs claires</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Couleurs sombres</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Raccourcis</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>Ces raccourcis</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>Relâcher</translation>
    </message>
    <message>
        <source>Cancel what runs, clear the selection</source>
        <translation>Arrêter la tâche, vider la sélection</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop what runs</source>
        <translation>Arrêter la tâche</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Heat: %1</source>
        <translation>Chaleur&#xa0;: %1</translation>
    </message>
    <message>
        <source>Scale of the heat: %1</source>
        <translation>Échelle de la chaleur&#xa0;: %1</translation>
    </message>
    <message>
        <source>Words: %1</source>
        <translation>Mots&#xa0;: %1</translation>
    </message>
    <message>
        <source>Scale of the words: %1</source>
        <translation>Échelle des mots&#xa0;: %1</translation>
    </message>
    <message>
        <source>as in the model’s paper</source>
        <translation>selon l’article du modèle</translation>
    </message>
    <message>
        <source>0 to maximum</source>
        <translation>0 au maximum</translation>
    </message>
    <message>
        <source>minimum to maximum</source>
        <translation>minimum au maximum</translation>
    </message>
    <message>
        <source>share of the sum</source>
        <translation>part de la somme</translation>
    </message>
    <message>
        <source>signed, zero in the middle</source>
        <translation>avec signe, zéro au milieu</translation>
    </message>
    <message>
        <source>There is nothing to save yet.</source>
        <translation>Il n’y a encore rien à enregistrer.</translation>
    </message>
    <message>
        <source>Open a model and what it should explain first.</source>
        <translation>Ouvrez d’abord un modèle et ce qu’il doit expliquer.</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Enregistré&#xa0;: %1</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n picture(s) as %1</source>
        <translation>
            <numerusform>%n image enregistrée dans %1</numerusform>
            <numerusform>%n images enregistrées dans %1</numerusform>
        </translation>
    </message>
    <message>
        <source> and more, as the sheet says</source>
        <translation> et d’autres, comme le dit la planche</translation>
    </message>
    <message numerus="yes">
        <source>Not on the contact sheet: %n picture(s).</source>
        <translation>
            <numerusform>%n image n’est pas sur la planche-contact.</numerusform>
            <numerusform>%n images ne sont pas sur la planche-contact.</numerusform>
        </translation>
    </message>
    <message>
        <source>Six explanations are pinned already. Unpin one in Compare (%1) first.</source>
        <translation>Six explications sont déjà épinglées. Désépinglez-en d’abord une dans Comparer (%1).</translation>
    </message>
    <message>
        <source>The figure is on the clipboard.</source>
        <translation>La figure est dans le presse-papiers.</translation>
    </message>
    <message>
        <source>Export numbers</source>
        <translation>Exporter les nombres</translation>
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
        <translation>Tableau (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>PDF figure (*.pdf)</source>
        <translation>Figure PDF (*.pdf)</translation>
    </message>
    <message>
        <source>SVG figure (*.svg)</source>
        <translation>Figure SVG (*.svg)</translation>
    </message>
    <message>
        <source>PNG figure (*.png)</source>
        <translation>Figure PNG (*.png)</translation>
    </message>
    <message>
        <source>Save the curves</source>
        <translation>Enregistrer les courbes</translation>
    </message>
    <message>
        <source>faithfulness</source>
        <translation>faithfulness</translation>
    </message>
    <message>
        <source>Save the sanity check</source>
        <translation>Enregistrer le test de cohérence</translation>
    </message>
    <message>
        <source>sanity</source>
        <translation>sanity</translation>
    </message>
    <message>
        <source>Try again…</source>
        <translation>Réessayer…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Enregistrer l’image</translation>
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
        <translation>%1 ne peut pas être écrit.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>The command lacks the picture, which was pasted and is in no file.</source>
        <translation>Il manque à la commande l’image, qui a été collée et n’est dans aucun fichier.</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>Enregistrer l’image…</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>La commande est dans le presse-papiers.</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Rien encore</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>Recent pictures</source>
        <translation>Images récentes</translation>
    </message>
    <message>
        <source>Recent sessions</source>
        <translation>Sessions récentes</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>É&amp;dition</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>Scale of the heat</source>
        <translation>Échelle de la chaleur</translation>
    </message>
    <message>
        <source>Scale of the words</source>
        <translation>Échelle des mots</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>Déplacer l’image</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modèle</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>E&amp;xpliquer</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Méthode</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Couches</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Têtes</translation>
    </message>
    <message>
        <source>Object query</source>
        <translation>Requête d’objet</translation>
    </message>
    <message>
        <source>What is taken away</source>
        <translation>Ce qui est retiré</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>Fe&amp;nêtre</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Aid&amp;e</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Zoom avant</translation>
    </message>
    <message>
        <source>Show the picture larger</source>
        <translation>Afficher l’image plus grande</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Zoom arrière</translation>
    </message>
    <message>
        <source>Show the picture smaller</source>
        <translation>Afficher l’image plus petite</translation>
    </message>
    <message>
        <source>To the left</source>
        <translation>Vers la gauche</translation>
    </message>
    <message>
        <source>Look further to the left</source>
        <translation>Regarder plus à gauche</translation>
    </message>
    <message>
        <source>To the right</source>
        <translation>Vers la droite</translation>
    </message>
    <message>
        <source>Look further to the right</source>
        <translation>Regarder plus à droite</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Vers le haut</translation>
    </message>
    <message>
        <source>Look further up</source>
        <translation>Regarder plus haut</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Vers le bas</translation>
    </message>
    <message>
        <source>Look further down</source>
        <translation>Regarder plus bas</translation>
    </message>
    <message>
        <source>Start one layer earlier</source>
        <translation>Commencer une couche plus tôt</translation>
    </message>
    <message>
        <source>Count one more layer at the beginning</source>
        <translation>Compter une couche de plus au début</translation>
    </message>
    <message>
        <source>Start one layer later</source>
        <translation>Commencer une couche plus tard</translation>
    </message>
    <message>
        <source>Leave out one more layer at the beginning</source>
        <translation>Écarter une couche de plus au début</translation>
    </message>
    <message>
        <source>End one layer earlier</source>
        <translation>Finir une couche plus tôt</translation>
    </message>
    <message>
        <source>Leave out one more layer at the end</source>
        <translation>Écarter une couche de plus à la fin</translation>
    </message>
    <message>
        <source>End one layer later</source>
        <translation>Finir une couche plus tard</translation>
    </message>
    <message>
        <source>Count one more layer at the end</source>
        <translation>Compter une couche de plus à la fin</translation>
    </message>
    <message>
        <source>All layers count</source>
        <translation>Toutes les couches</translation>
    </message>
    <message>
        <source>Count all layers again</source>
        <translation>Compter de nouveau toutes les couches</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>Clignoter</translation>
    </message>
    <message>
        <source>Show one panel of the comparison alone, then the next in its place</source>
        <translation>Afficher seul un panneau de la comparaison, puis le suivant à sa place</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fermer la fenêtre</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.gif *.bmp);;All files (*)</source>
        <translation>Images (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.gif *.bmp);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>No model was found on this machine.</source>
        <translation>Aucun modèle n’a été trouvé sur cette machine.</translation>
    </message>
    <message>
        <source>Fetch one, or open a model folder.</source>
        <translation>Téléchargez-en un, ou ouvrez un dossier de modèle.</translation>
    </message>
    <message>
        <source>%1 does not read regions.</source>
        <translation>%1 ne lit pas de régions.</translation>
    </message>
    <message>
        <source>To open a model, give its folder.</source>
        <translation>Pour ouvrir un modèle, donnez son dossier.</translation>
    </message>
    <message>
        <source>Open model folder…</source>
        <translation>Dossier de modèle…</translation>
    </message>
    <message>
        <source>Open a second picture</source>
        <translation>Ouvrir une seconde image</translation>
    </message>
    <message>
        <source>Open region features</source>
        <translation>Ouvrir des descripteurs</translation>
    </message>
    <message>
        <source>Region features (*.safetensors *.npz)</source>
        <translation>Descripteurs de régions (*.safetensors *.npz)</translation>
    </message>
    <message>
        <source>Sessions (*.rexsession)</source>
        <translation>Sessions (*.rexsession)</translation>
    </message>
    <message>
        <source>There is no picture to paste.</source>
        <translation>Il n’y a pas d’image à coller.</translation>
    </message>
    <message>
        <source>Copy a picture first, or open a file.</source>
        <translation>Copiez d’abord une image, ou ouvrez un fichier.</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>Ouvrir une image…</translation>
    </message>
    <message>
        <source>Only files of this machine can be dropped here.</source>
        <translation>Seuls des fichiers de cette machine peuvent être déposés ici.</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>Modèle %1</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Method %1</source>
        <translation>Méthode %1</translation>
    </message>
    <message>
        <source>Object query %1</source>
        <translation>Requête d’objet %1</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Légende</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Word: what it relates to</source>
        <translation>Mot&#xa0;: ses liens</translation>
    </message>
    <message>
        <source>%1, head %2</source>
        <translation>%1, tête %2</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Tête</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Faithfulness</source>
        <translation>Fidélité</translation>
    </message>
    <message>
        <source>Sanity</source>
        <translation>Cohérence</translation>
    </message>
    <message>
        <source>Words × picture</source>
        <translation>Mots × image</translation>
    </message>
    <message>
        <source>The figure is on its way to the printer.</source>
        <translation>La figure part à l’imprimante.</translation>
    </message>
    <message>
        <source>Printed to %1</source>
        <translation>Imprimé dans %1</translation>
    </message>
    <message>
        <source>Same scale for all pictures</source>
        <translation>Même échelle pour toutes les images</translation>
    </message>
    <message>
        <source>Keep the ends of the heat&apos;s scale as they are now, for every map and picture</source>
        <translation>Garder les bornes actuelles de l’échelle de la chaleur, pour toutes les cartes et images</translation>
    </message>
    <message>
        <source>Ends and gamma…</source>
        <translation>Bornes et gamma…</translation>
    </message>
    <message>
        <source>Type the ends of the heat&apos;s scale, and its gamma</source>
        <translation>Saisir les bornes de l’échelle de la chaleur, et son gamma</translation>
    </message>
    <message>
        <source>Preview under the pointer</source>
        <translation>Aperçu sous le pointeur</translation>
    </message>
    <message>
        <source>Show what a patch or region relates to while the pointer rests on it</source>
        <translation>Montrer les liens d’un patch ou d’une région quand le pointeur s’y arrête</translation>
    </message>
    <message>
        <source>Open a session…</source>
        <translation>Ouvrir une session…</translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation>Enregistrer la session</translation>
    </message>
    <message>
        <source>The picture was pasted and is in no file yet.</source>
        <translation>L’image a été collée et n’est encore dans aucun fichier.</translation>
    </message>
    <message>
        <source>Save it first; the session names its file.</source>
        <translation>Enregistrez-la d’abord&#xa0;; la session nomme son fichier.</translation>
    </message>
    <message>
        <source>The window did not come to its end last time.</source>
        <translation>La fenêtre s’est mal fermée la dernière fois.</translation>
    </message>
    <message>
        <source>What was open then, a minute or less before, can be opened again.</source>
        <translation>Ce qui était ouvert alors, à une minute près, peut être rouvert.</translation>
    </message>
    <message>
        <source>Restore what was open</source>
        <translation>Restaurer l’état d’avant</translation>
    </message>
    <message>
        <source>%1 — Relevance Explorer</source>
        <translation>%1 — Relevance Explorer</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Aucun modèle</translation>
    </message>
    <message>
        <source>Explained is %1 (%2)</source>
        <translation>Expliqué&#xa0;: %1 (%2)</translation>
    </message>
    <message>
        <source>What is explained (%1)</source>
        <translation>Ce qui est expliqué (%1)</translation>
    </message>
    <message>
        <source>Reading or writing a session…</source>
        <translation>Lecture ou écriture d’une session…</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s), CPU</source>
        <translation>
            <numerusform>%n thread, CPU</numerusform>
            <numerusform>%n threads, CPU</numerusform>
        </translation>
    </message>
    <message>
        <source>forward %1 ms · explain %2 ms   │   %3</source>
        <translation>passe avant %1&#xa0;ms · explication %2&#xa0;ms   │   %3</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Recharger</translation>
    </message>
    <message>
        <source>This model needs a caption.</source>
        <translation>Ce modèle a besoin d’une légende.</translation>
    </message>
    <message>
        <source>This model needs a question.</source>
        <translation>Ce modèle a besoin d’une question.</translation>
    </message>
    <message>
        <source>This model needs a text.</source>
        <translation>Ce modèle a besoin d’un texte.</translation>
    </message>
    <message>
        <source>Type it at the left.</source>
        <translation>À saisir à gauche.</translation>
    </message>
    <message>
        <source>Type it</source>
        <translation>Saisir</translation>
    </message>
    <message>
        <source>This model needs a picture.</source>
        <translation>Ce modèle a besoin d’une image.</translation>
    </message>
    <message>
        <source>Open one, drop it here, or paste it (%1).</source>
        <translation>Ouvrez-en une, déposez-la ici, ou collez-la (%1).</translation>
    </message>
    <message>
        <source>Choose region features…</source>
        <translation>Choisir des descripteurs…</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Relancer</translation>
    </message>
    <message>
        <source>%1 changed on disk since it was opened.</source>
        <translation>%1 a changé sur le disque depuis son ouverture.</translation>
    </message>
    <message>
        <source>What is shown comes from the weights as they were.</source>
        <translation>Ce qui est affiché vient des poids d’avant.</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Barre d’outils</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open a picture, model or session (%1)</source>
        <translation>Ouvrir une image, un modèle ou une session (%1)</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Explanation method</source>
        <translation>Méthode d’explication</translation>
    </message>
    <message>
        <source>%1	%2</source>
        <translation>%1	%2</translation>
    </message>
    <message>
        <source>Ablations</source>
        <translation>Ablations</translation>
    </message>
    <message>
        <source>What if this were not there?</source>
        <translation>Et si ceci n’était pas là&#xa0;?</translation>
    </message>
    <message>
        <source>Take patches, regions or words away and see what the answer becomes</source>
        <translation>Retirer des patchs, régions ou mots et voir ce que devient la réponse</translation>
    </message>
    <message>
        <source>Take away what is held</source>
        <translation>Retirer la sélection</translation>
    </message>
    <message>
        <source>Take the patch, region or word that is held away, or put it back</source>
        <translation>Retirer le patch, la région ou le mot sélectionné, ou le remettre</translation>
    </message>
    <message>
        <source>Drop top 20 %</source>
        <translation>Ôter le top 20&#xa0;%</translation>
    </message>
    <message>
        <source>Take away the 20 % that the map marks most</source>
        <translation>Retirer les 20&#xa0;% que la carte marque le plus</translation>
    </message>
    <message>
        <source>Only top 20 %</source>
        <translation>Top 20&#xa0;% seul</translation>
    </message>
    <message>
        <source>Take away all but the 20 % that the map marks most</source>
        <translation>Retirer tout sauf les 20&#xa0;% que la carte marque le plus</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Keep this view for comparing, as Pin does</source>
        <translation>Garder cette vue pour comparer, comme Épingler</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Reculer</translation>
    </message>
    <message>
        <source>Back to the view before the last change</source>
        <translation>Revenir à la vue d’avant le dernier changement</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Remettre</translation>
    </message>
    <message>
        <source>Put everything back that was taken away</source>
        <translation>Remettre tout ce qui a été retiré</translation>
    </message>
    <message>
        <source>Check the map</source>
        <translation>Vérifier la carte</translation>
    </message>
    <message>
        <source>Make the map again while the model forgets, layer by layer: it should change</source>
        <translation>Refaire la carte pendant que le modèle oublie, couche par couche&#xa0;: elle devrait changer</translation>
    </message>
    <message>
        <source>Negative evidence</source>
        <translation>Indices négatifs</translation>
    </message>
    <message>
        <source>Show also what speaks against the answer, which the papers clamp to 0</source>
        <translation>Montrer aussi ce qui parle contre la réponse, que les articles ramènent à 0</translation>
    </message>
    <message>
        <source>Save session with its pictures…</source>
        <translation>Enregistrer la session avec ses images…</translation>
    </message>
    <message>
        <source>Save the session as one file that holds its pictures and regions, to open it on another machine</source>
        <translation>Enregistrer la session en un seul fichier qui contient ses images et régions, pour l’ouvrir sur une autre machine</translation>
    </message>
    <message>
        <source>Picture folder…</source>
        <translation>Dossier d’images…</translation>
    </message>
    <message>
        <source>Open a folder of pictures in the gallery</source>
        <translation>Ouvrir un dossier d’images dans la galerie</translation>
    </message>
    <message>
        <source>as the colours do</source>
        <translation>comme les couleurs</translation>
    </message>
    <message>
        <source>clear where little matters</source>
        <translation>transparente là où peu compte</translation>
    </message>
    <message>
        <source>alike everywhere</source>
        <translation>partout la même</translation>
    </message>
    <message>
        <source>Opacity: %1</source>
        <translation>Opacité : %1</translation>
    </message>
    <message>
        <source>Where the heat lets the picture through: %1</source>
        <translation>Là où la carte laisse voir l’image : %1</translation>
    </message>
    <message>
        <source>Opacity of the heat</source>
        <translation>Opacité de la carte</translation>
    </message>
    <message>
        <source>Open a picture folder…</source>
        <translation>Ouvrir un dossier d’images…</translation>
    </message>
    <message>
        <source>Open a picture folder</source>
        <translation>Ouvrir un dossier d’images</translation>
    </message>
    <message>
        <source>Drop a picture, a folder of pictures, a model folder or a session file.</source>
        <translation>Déposez une image, un dossier d’images, un dossier de modèle ou un fichier de session.</translation>
    </message>
    <message>
        <source>Save the session with its pictures</source>
        <translation>Enregistrer la session avec ses images</translation>
    </message>
    <message>
        <source>holds no pictures</source>
        <translation>ne contient aucune image</translation>
    </message>
    <message>
        <source>Choose the folder that the pictures lie in themselves.</source>
        <translation>Choisissez le dossier qui contient directement les images.</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Contraste élevé</translation>
    </message>
    <message>
        <source>Black and white, with every edge drawn</source>
        <translation>Noir et blanc, tous les contours visibles</translation>
    </message>
    <message>
        <source>not now</source>
        <translation>pas maintenant</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>Dossiers récents</translation>
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
        <translation>Ouvrez une image (%1), déposez-en une ici, ou collez-en une (%2).</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Related words</source>
        <translation>Mots liés</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>région %1</translation>
    </message>
    <message>
        <source>Related patches</source>
        <translation>Patchs liés</translation>
    </message>
    <message>
        <source>Related regions</source>
        <translation>Régions liées</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>Patch</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>ligne %1, colonne %2</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Région</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Jeton</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Affiché</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>Pertinence</translation>
    </message>
    <message>
        <source>%1 % of the maximum</source>
        <translation>%1&#xa0;% du maximum</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>Raw value</source>
        <translation>Valeur brute</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>%1 %2 (query %3)</source>
        <translation>%1 %2 (requête %3)</translation>
    </message>
    <message>
        <source>Pixel</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>%1 %2 %</source>
        <translation>%1 %2&#xa0;%</translation>
    </message>
</context>
<context>
    <name>rex::ui::PredictionDelegate</name>
    <message>
        <source>Alt+click: show the others again (Shift+V)</source>
        <translation>Alt+clic&#xa0;: réafficher les autres (Maj+V)</translation>
    </message>
    <message>
        <source>Alt+click: show it alone (Shift+V)</source>
        <translation>Alt+clic&#xa0;: l’afficher seul (Maj+V)</translation>
    </message>
    <message>
        <source>Hide this object (V)</source>
        <translation>Masquer cet objet (V)</translation>
    </message>
    <message>
        <source>Show this object (V)</source>
        <translation>Afficher cet objet (V)</translation>
    </message>
</context>
<context>
    <name>rex::ui::PredictionModel</name>
    <message>
        <source>%1, probability %2</source>
        <translation>%1, probabilité %2</translation>
    </message>
    <message>
        <source>%1, score %2</source>
        <translation>%1, score %2</translation>
    </message>
    <message>
        <source>%1, shown alone</source>
        <translation>%1, affiché seul</translation>
    </message>
    <message>
        <source>%1, shown</source>
        <translation>%1, affiché</translation>
    </message>
    <message>
        <source>%1, hidden</source>
        <translation>%1, masqué</translation>
    </message>
    <message>
        <source>%1
probability %2, raw score %3</source>
        <translation>%1
probabilité %2, score brut %3</translation>
    </message>
    <message>
        <source>%1
score %2</source>
        <translation>%1
score %2</translation>
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
        <translation>bfloat16, là où les couches multiplient</translation>
    </message>
    <message>
        <source>In which numbers linear layers and convolutions multiply. bfloat16 halves the weights and keeps the ranks of a map, not its last digits; everything else stays float32.</source>
        <translation>Avec quels nombres les couches linéaires et les convolutions multiplient. bfloat16 divise par deux la taille des poids et garde les rangs d’une carte, pas ses derniers chiffres&#xa0;; tout le reste demeure en float32.</translation>
    </message>
    <message>
        <source>Not here: %1.</source>
        <translation>Pas ici&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Préférences</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Général</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Raccourcis</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>Suivre le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Begin with the drawing of the last time</source>
        <translation>Commencer avec le dessin de la dernière fois</translation>
    </message>
    <message>
        <source>Opacity, colour map, scales, grid, contours, boxes and masks</source>
        <translation>Opacité, palette de couleurs, échelles, grille, contours, boîtes et masques</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Dessin</translation>
    </message>
    <message>
        <source>Back to the program’s own drawing</source>
        <translation>Revenir au dessin du programme</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Of the window. Errors, notes, names of methods and figures are English.</source>
        <translation>Celle de la fenêtre. Erreurs, remarques, noms des méthodes et figures sont en anglais.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>As many as help</source>
        <translation>Autant qu’utile</translation>
    </message>
    <message>
        <source>How many threads compute; --threads and REX_THREADS come first</source>
        <translation>Nombre de threads de calcul&#xa0;; --threads et REX_THREADS priment</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Language and threads take effect at the next start.</source>
        <translation>Langue et threads sont pris en compte au prochain démarrage.</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>Arithmétique</translation>
    </message>
    <message>
        <source>Profiles of figures</source>
        <translation>Profils de figures</translation>
    </message>
    <message>
        <source>Settings that were kept where figures are saved (%1). A double click renames one.</source>
        <translation>Réglages gardés lors de l’enregistrement de figures (%1). Un double-clic en renomme un.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>A quarter of what is free</source>
        <translation>Le quart de ce qui est libre</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1&#xa0;Go</translation>
    </message>
    <message>
        <source>What a model keeps of further passes, so that another target or method costs less</source>
        <translation>Ce qu’un modèle garde d’autres passes, pour qu’une autre cible ou méthode coûte moins</translation>
    </message>
    <message>
        <source>Graphs of the model</source>
        <translation>Graphes du modèle</translation>
    </message>
    <message>
        <source>From the next model that is opened on.</source>
        <translation>À partir du prochain modèle ouvert.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Vider</translation>
    </message>
    <message>
        <source>Remove these files; they are made again when they are wanted</source>
        <translation>Supprimer ces fichiers&#xa0;; ils sont refaits quand on en a besoin</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Actions et leurs raccourcis</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Nouveau raccourci</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Définir</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Par défaut</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Tout par défaut</translation>
    </message>
    <message>
        <source>Type a key into the field, then Set; an empty field takes it away.</source>
        <translation>Tapez un raccourci dans le champ, puis Définir&#xa0;; un champ vide le supprime.</translation>
    </message>
    <message>
        <source>%1 is free.</source>
        <translation>%1 est libre.</translation>
    </message>
    <message>
        <source>%1 is the key of “%2”, which will have none.</source>
        <translation>%1 est le raccourci de «&#xa0;%2&#xa0;», qui n’en aura plus.</translation>
    </message>
    <message>
        <source>Place of both</source>
        <translation>Emplacement des deux</translation>
    </message>
    <message>
        <source>Sizes and place take effect at the next start.</source>
        <translation>Tailles et emplacement sont pris en compte au prochain démarrage.</translation>
    </message>
    <message>
        <source>As much as the files may take; the oldest go first</source>
        <translation>La place que les fichiers peuvent prendre ; les plus anciens partent d’abord</translation>
    </message>
    <message>
        <source>at most %1 MB</source>
        <translation>%1&#xa0;Mo au plus</translation>
    </message>
    <message>
        <source>at most %1 GB</source>
        <translation>%1&#xa0;Go au plus</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Keep these files in another folder; what is in the old one stays there</source>
        <translation>Garder ces fichiers dans un autre dossier ; ce qui est dans l’ancien y reste</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>Par défaut</translation>
    </message>
    <message>
        <source>Keep these files in the cache folder of the system</source>
        <translation>Garder ces fichiers dans le dossier de cache du système</translation>
    </message>
    <message>
        <source>The cache folder of the system</source>
        <translation>Le dossier de cache du système</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Choisir un dossier</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Contraste élevé</translation>
    </message>
</context>
<context>
    <name>rex::ui::SanityPanel</name>
    <message>
        <source>Save…</source>
        <translation>Enregistrer…</translation>
    </message>
    <message>
        <source>Save the numbers as a table, or the maps as a figure</source>
        <translation>Enregistrer les nombres en tableau, ou les cartes en figure</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Revérifier</translation>
    </message>
    <message>
        <source>Check this map</source>
        <translation>Vérifier la carte</translation>
    </message>
    <message>
        <source>The model forgets: %1 of %2 layers are random…</source>
        <translation>Le modèle oublie&#xa0;: %1 couches sur %2 sont aléatoires…</translation>
    </message>
    <message>
        <source>Finding the order of the layers…</source>
        <translation>Recherche de l’ordre des couches…</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 layers.</source>
        <translation>Arrêté après %1 couches sur %2.</translation>
    </message>
    <message>
        <source>Does the map follow what the model learnt? This gives its layers random weights, from the answer down, and makes the map again: it should change.</source>
        <translation>La carte suit-elle ce que le modèle a appris&#xa0;? Ceci donne à ses couches des poids aléatoires, en descendant depuis la réponse, et refait la carte&#xa0;: elle devrait changer.</translation>
    </message>
</context>
<context>
    <name>rex::ui::SanityStrip</name>
    <message>
        <source>Maps while the model forgets</source>
        <translation>Cartes pendant que le modèle oublie</translation>
    </message>
    <message>
        <source>as learnt</source>
        <translation>tel qu’appris</translation>
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
        <translation>Enregistrer la figure</translation>
    </message>
    <message>
        <source>Figures (*.png *.svg *.pdf)</source>
        <translation>Figures (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Caption: how it was made</source>
        <translation>Légende&#xa0;: comment elle a été faite</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Mots</translation>
    </message>
    <message>
        <source>The picture alone as first panel</source>
        <translation>L’image seule en premier panneau</translation>
    </message>
    <message>
        <source>Faithfulness curves</source>
        <translation>Courbes de fidélité</translation>
    </message>
    <message>
        <source>Transparent ground</source>
        <translation>Fond transparent</translation>
    </message>
    <message>
        <source>Preview of the figure</source>
        <translation>Aperçu de la figure</translation>
    </message>
    <message>
        <source>Keep…</source>
        <translation>Garder…</translation>
    </message>
    <message>
        <source>Keep these settings under a name; Preferences rename and remove them</source>
        <translation>Garder ces réglages sous un nom&#xa0;; les Préférences les renomment et les suppriment</translation>
    </message>
    <message>
        <source>%1 dpi</source>
        <translation>%1&#xa0;dpi</translation>
    </message>
    <message>
        <source>As wide as fits</source>
        <translation>Largeur adaptée</translation>
    </message>
    <message>
        <source>One column, 3.5 inches</source>
        <translation>Une colonne, 3,5&#xa0;pouces</translation>
    </message>
    <message>
        <source>Two columns, 7 inches</source>
        <translation>Deux colonnes, 7&#xa0;pouces</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Size of titles; all other letters in proportion</source>
        <translation>Taille des titres&#xa0;; les autres lettres en proportion</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>As set here</source>
        <translation>Réglages actuels</translation>
    </message>
    <message>
        <source>%1 inches</source>
        <translation>%1&#xa0;pouces</translation>
    </message>
    <message>
        <source>Keep the settings</source>
        <translation>Garder les réglages</translation>
    </message>
    <message>
        <source>Name of the profile; one of the same name is replaced</source>
        <translation>Nom du profil&#xa0;; un profil du même nom est remplacé</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 existe déjà.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
</context>
<context>
    <name>rex::ui::SavePath</name>
    <message>
        <source>The extension chooses the format: .png, .svg or .pdf</source>
        <translation>L’extension choisit le format&#xa0;: .png, .svg ou .pdf</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Parcourir…</translation>
    </message>
</context>
<context>
    <name>rex::ui::ScaleDialog</name>
    <message>
        <source>Scale of the heat</source>
        <translation>Échelle de la chaleur</translation>
    </message>
    <message>
        <source>The value at this end of the colours, for every map and picture alike</source>
        <translation>La valeur à ce bout des couleurs, la même pour toutes les cartes et images</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Below 1 what is weak is drawn stronger, above 1 weaker</source>
        <translation>Sous 1, le faible est dessiné plus fort, au-dessus de 1 plus faible</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Each map its own</source>
        <translation>Propre à chaque carte</translation>
    </message>
</context>
<context>
    <name>rex::ui::SecondPicture</name>
    <message>
        <source>%1
Click to choose another; Delete takes it away.</source>
        <translation>%1
Cliquez pour en choisir une autre&#xa0;; Suppr la retire.</translation>
    </message>
    <message>
        <source>Second picture: %1</source>
        <translation>Seconde image&#xa0;: %1</translation>
    </message>
    <message>
        <source>Drop a second picture here,
or choose one…</source>
        <translation>Déposez une seconde image ici,
ou choisissez-en une…</translation>
    </message>
    <message>
        <source>The map then shows which parts of the first picture make the two alike.</source>
        <translation>La carte montre alors quelles parties de la première image rendent les deux semblables.</translation>
    </message>
    <message>
        <source>Second picture: none. Choose one</source>
        <translation>Seconde image&#xa0;: aucune. Choisissez-en une</translation>
    </message>
    <message>
        <source>Take the second picture away</source>
        <translation>Retirer la seconde image</translation>
    </message>
</context>
<context>
    <name>rex::ui::Session</name>
    <message>
        <source>Left out of the comparison: %1.</source>
        <translation>Écarté de la comparaison&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Left out of what was pinned: %1.</source>
        <translation>Écarté de ce qui était épinglé&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The model&apos;s weights have changed since the session was saved: they were %1, they are %2.</source>
        <translation>Les poids du modèle ont changé depuis l’enregistrement de la session&#xa0;: ils étaient %1, ils sont %2.</translation>
    </message>
    <message>
        <source>reading the picture</source>
        <translation>lecture de l’image</translation>
    </message>
    <message>
        <source>reading the second picture</source>
        <translation>lecture de la seconde image</translation>
    </message>
</context>
<context>
    <name>rex::ui::TextDialog</name>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
</context>
<context>
    <name>rex::ui::TokenStrip</name>
    <message>
        <source>Words coloured by relevance</source>
        <translation>Mots colorés selon la pertinence</translation>
    </message>
    <message>
        <source>%1: raw %2, left out of the colours’ scale</source>
        <translation>%1&#xa0;: brut %2, hors de l’échelle des couleurs</translation>
    </message>
    <message>
        <source>%1: %2 % of the scale (%3; raw %4)</source>
        <translation>%1&#xa0;: %2&#xa0;% de l’échelle (%3&#xa0;; brut %4)</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>pieces: %1</source>
        <translation>morceaux&#xa0;: %1</translation>
    </message>
    <message>
        <source>, held</source>
        <translation>, sélectionné</translation>
    </message>
    <message>
        <source>special token</source>
        <translation>jeton spécial</translation>
    </message>
    <message>
        <source>%1 % of the scale</source>
        <translation>%1&#xa0;% de l’échelle</translation>
    </message>
</context>
<context>
    <name>rex::ui::WordMatrix</name>
    <message>
        <source>Which word looks where</source>
        <translation>Quel mot regarde où</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Looks at</source>
        <translation>Regarde</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Mot</translation>
    </message>
    <message>
        <source>Relevance, %</source>
        <translation>Pertinence, %</translation>
    </message>
    <message>
        <source>Of the word for the answer, in percent of the largest</source>
        <translation>Du mot pour la réponse, en pour cent de la plus grande</translation>
    </message>
    <message>
        <source>Explain something first.</source>
        <translation>Expliquez d’abord quelque chose.</translation>
    </message>
    <message>
        <source>Words and picture do not look at each other in this model, or this method says nothing of single tokens.</source>
        <translation>Dans ce modèle, mots et image ne se regardent pas, ou cette méthode ne dit rien des jetons isolés.</translation>
    </message>
    <message>
        <source>Which word looks where, for models that read words and see a picture.</source>
        <translation>Quel mot regarde où, pour les modèles qui lisent des mots et voient une image.</translation>
    </message>
</context>
</TS>
