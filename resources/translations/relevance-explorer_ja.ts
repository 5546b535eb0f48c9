<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>Answer</name>
    <message>
        <source>nothing found</source>
        <translation>何も見つかりません</translation>
    </message>
</context>
<context>
    <name>CacheText</name>
    <message>
        <source>Small pictures</source>
        <translation>サムネイル</translation>
    </message>
    <message>
        <source>Regions found</source>
        <translation>検出済みの領域</translation>
    </message>
    <message>
        <source>Nothing is kept</source>
        <translation>キャッシュなし</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1 in %2</source>
        <translation>
            <numerusform>%n ファイル、%1 (%2)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CarriedText</name>
    <message>
        <source>a file that it carries is damaged: %1</source>
        <translation>内包されたファイルが壊れています：%1</translation>
    </message>
    <message>
        <source>Save the session anew where it was made.</source>
        <translation>セッションを作成した場所で保存し直してください。</translation>
    </message>
    <message>
        <source>its hash</source>
        <translation>ハッシュ値</translation>
    </message>
    <message>
        <source>its base64</source>
        <translation>base64 データ</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>読み込めません</translation>
    </message>
    <message>
        <source>Put it back, or save the session without its pictures.</source>
        <translation>元に戻すか、画像なしでセッションを保存してください。</translation>
    </message>
    <message>
        <source>is too much for the session file, which carries at most %1</source>
        <translation>セッションファイルには大きすぎます（上限 %1）</translation>
    </message>
    <message>
        <source>Save the session without its pictures.</source>
        <translation>画像なしでセッションを保存してください。</translation>
    </message>
    <message>
        <source>changed while it was read</source>
        <translation>読み込み中に変更されました</translation>
    </message>
    <message>
        <source>Save the session once more.</source>
        <translation>もう一度セッションを保存してください。</translation>
    </message>
</context>
<context>
    <name>ExportText</name>
    <message>
        <source>is no format for numbers</source>
        <translation>数値用の形式ではありません</translation>
    </message>
    <message>
        <source>Choose .safetensors, .npz, .csv or .json.</source>
        <translation>.safetensors、.npz、.csv、.json のいずれかを選択してください。</translation>
    </message>
</context>
<context>
    <name>FigureText</name>
    <message>
        <source>There is nothing to compare</source>
        <translation>比較するものがありません</translation>
    </message>
    <message>
        <source>Pin an explanation first.</source>
        <translation>先に説明をピン留めしてください。</translation>
    </message>
    <message>
        <source>There is no explanation yet</source>
        <translation>まだ説明がありません</translation>
    </message>
    <message>
        <source>Open a model and what it should explain first.</source>
        <translation>先にモデルと、説明する対象を開いてください。</translation>
    </message>
    <message>
        <source>The map was not checked yet</source>
        <translation>マップはまだ検証されていません</translation>
    </message>
    <message>
        <source>Check it first.</source>
        <translation>先に検証してください。</translation>
    </message>
</context>
<context>
    <name>PrintText</name>
    <message>
        <source>The printer</source>
        <translation>プリンター</translation>
    </message>
    <message>
        <source>Choose another printer or file.</source>
        <translation>別のプリンターまたはファイルを選択してください。</translation>
    </message>
    <message>
        <source>takes no page</source>
        <translation>ページを受け付けません</translation>
    </message>
    <message>
        <source>the page could not be printed</source>
        <translation>ページを印刷できませんでした</translation>
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
        <translation>%1 インチ</translation>
    </message>
    <message>
        <source>%1 pt</source>
        <translation>%1 pt</translation>
    </message>
    <message>
        <source>transparent</source>
        <translation>背景透明</translation>
    </message>
    <message>
        <source>picture alone</source>
        <translation>元画像</translation>
    </message>
    <message>
        <source>words</source>
        <translation>単語</translation>
    </message>
    <message>
        <source>curves</source>
        <translation>曲線</translation>
    </message>
    <message>
        <source>caption</source>
        <translation>キャプション</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>含まない：%1</translation>
    </message>
</context>
<context>
    <name>SessionText</name>
    <message>
        <source>Open a .rexsession file that this program saved.</source>
        <translation>このプログラムが保存した .rexsession ファイルを開いてください。</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 が見つかりません</translation>
    </message>
    <message>
        <source>Put it back, or beside the session file.</source>
        <translation>元の場所、またはセッションファイルと同じ場所に戻してください。</translation>
    </message>
    <message>
        <source>%1 is no file</source>
        <translation>%1 はファイルではありません</translation>
    </message>
    <message>
        <source>Put the old file back, or save the session anew.</source>
        <translation>元のファイルを戻すか、セッションを保存し直してください。</translation>
    </message>
    <message>
        <source>%1 has changed since the session was saved.</source>
        <translation>セッションの保存後に %1 が変更されました。</translation>
    </message>
    <message>
        <source>The session was computed in %1, here it is in float32: %2.</source>
        <translation>セッションは %1 で計算されましたが、ここでは float32 です：%2。</translation>
    </message>
    <message>
        <source>The picture was pasted and is in no file yet</source>
        <translation>画像は貼り付けられたもので、まだファイルになっていません</translation>
    </message>
    <message>
        <source>Save it first; the session names its file.</source>
        <translation>先に画像を保存してください。セッションにはそのファイル名が記録されます。</translation>
    </message>
    <message>
        <source>The second picture is in no file yet</source>
        <translation>2 枚目の画像はまだファイルになっていません</translation>
    </message>
    <message numerus="yes">
        <source>%n pinned explanation(s) left out: the picture was pasted and is in no file.</source>
        <translation>
            <numerusform>ピン留めした説明 %n 件を除外しました：画像は貼り付けられたもので、ファイルになっていません。</numerusform>
        </translation>
    </message>
    <message>
        <source>was saved by a newer version of this program</source>
        <translation>このプログラムの新しいバージョンで保存されています</translation>
    </message>
    <message>
        <source>Open it with that version.</source>
        <translation>そのバージョンで開いてください。</translation>
    </message>
    <message>
        <source>is no session file of this version</source>
        <translation>このバージョンのセッションファイルではありません</translation>
    </message>
    <message>
        <source>is damaged: %1</source>
        <translation>壊れています：%1</translation>
    </message>
</context>
<context>
    <name>ShownText</name>
    <message>
        <source>%1, mean of the layers</source>
        <translation>%1、層の平均</translation>
    </message>
    <message>
        <source>gradient-weighted attention</source>
        <translation>勾配重み付きアテンション</translation>
    </message>
    <message>
        <source>raw attention</source>
        <translation>生のアテンション</translation>
    </message>
    <message>
        <source>%1, mean of the heads: %2</source>
        <translation>%1、ヘッドの平均：%2</translation>
    </message>
    <message>
        <source>%1, head %2: %3</source>
        <translation>%1、ヘッド %2：%3</translation>
    </message>
    <message>
        <source>what the selected word relates to</source>
        <translation>選択した単語の関連先</translation>
    </message>
    <message>
        <source>what region %1 relates to</source>
        <translation>領域 %1 の関連先</translation>
    </message>
    <message>
        <source>what the patch in row %1, column %2 relates to</source>
        <translation>%1 行 %2 列のパッチの関連先</translation>
    </message>
    <message>
        <source>relevance after %1</source>
        <translation>%1 通過後の関連度</translation>
    </message>
    <message numerus="yes">
        <source>what %n patches or words relate to, summed</source>
        <translation>
            <numerusform>%n 個のパッチまたは単語の関連先（合計）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stack</name>
    <message>
        <source>Encoder</source>
        <translation>エンコーダ</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>デコーダ</translation>
    </message>
    <message>
        <source>Decoder ← picture</source>
        <translation>デコーダ ← 画像</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Vision</source>
        <translation>視覚</translation>
    </message>
    <message>
        <source>Language ← vision</source>
        <translation>言語 ← 視覚</translation>
    </message>
    <message>
        <source>Vision ← language</source>
        <translation>視覚 ← 言語</translation>
    </message>
    <message>
        <source>Language, late</source>
        <translation>言語, 後段</translation>
    </message>
    <message>
        <source>Vision, late</source>
        <translation>視覚, 後段</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Text ← picture</source>
        <translation>テキスト ← 画像</translation>
    </message>
    <message>
        <source>Pooling ← picture</source>
        <translation>プーリング ← 画像</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>opening the model</source>
        <translation>モデルを開いています</translation>
    </message>
    <message>
        <source>reading the weights&apos; names</source>
        <translation>重みの名前を読み込み中</translation>
    </message>
    <message>
        <source>building the model</source>
        <translation>モデルを構築中</translation>
    </message>
    <message>
        <source>reading vocabulary and labels</source>
        <translation>語彙とラベルを読み込み中</translation>
    </message>
    <message>
        <source>preparing the input</source>
        <translation>入力を準備中</translation>
    </message>
    <message>
        <source>looking for regions</source>
        <translation>領域を検出中</translation>
    </message>
    <message>
        <source>looking at the picture</source>
        <translation>画像を解析中</translation>
    </message>
    <message>
        <source>proposing regions</source>
        <translation>候補領域を生成中</translation>
    </message>
    <message>
        <source>running the model</source>
        <translation>モデルを実行中</translation>
    </message>
    <message>
        <source>relevance pass</source>
        <translation>関連度を計算中</translation>
    </message>
    <message>
        <source>relevance of the maps</source>
        <translation>マップの関連度を計算中</translation>
    </message>
    <message>
        <source>gradients of the attention</source>
        <translation>アテンションの勾配を計算中</translation>
    </message>
    <message>
        <source>explaining what is pinned</source>
        <translation>ピン留めした項目を説明中</translation>
    </message>
    <message>
        <source>waiting for the hub</source>
        <translation>Hub の応答を待っています</translation>
    </message>
    <message>
        <source>letting it answer once</source>
        <translation>一度回答させています</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>保存中</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>A visual explorer of Transformer decisions</source>
        <translation>Transformer の判断を視覚的に調べるツール</translation>
    </message>
    <message>
        <source>Model to begin with: a folder, or a name that rex models lists</source>
        <translation>最初に開くモデル：フォルダ、または rex models が一覧表示する名前</translation>
    </message>
    <message>
        <source>Question, caption or text; repeatable</source>
        <translation>質問、キャプション、またはテキスト（複数指定可）</translation>
    </message>
    <message>
        <source>How many threads compute (else REX_THREADS)</source>
        <translation>計算に使うスレッド数（指定がなければ REX_THREADS）</translation>
    </message>
    <message>
        <source>A window of its own, also where one is open, which else opens the file</source>
        <translation>既に開いているウィンドウでファイルを開かず、新しいウィンドウで開く</translation>
    </message>
    <message>
        <source>Language of the window: %1 (else what Preferences say, else LANG)</source>
        <translation>ウィンドウの言語：%1（指定がなければ設定、次に LANG）</translation>
    </message>
    <message>
        <source>A picture, a folder of pictures, a model folder or a session file</source>
        <translation>画像、画像フォルダ、モデルフォルダ、またはセッションファイル</translation>
    </message>
</context>
<context>
    <name>rex::ui::AnswerPanel</name>
    <message>
        <source>Search a class…</source>
        <translation>クラスを検索…</translation>
    </message>
    <message>
        <source>Search a class</source>
        <translation>クラスを検索</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Click an answer to see why (%1 %2)</source>
        <translation>回答をクリックすると、その理由を表示します (%1 %2)</translation>
    </message>
    <message>
        <source>Least confidence of the detections shown</source>
        <translation>表示する検出の最低信頼度</translation>
    </message>
    <message>
        <source>Confidence ≥ %1</source>
        <translation>信頼度 ≥ %1</translation>
    </message>
    <message>
        <source>Why is it, or not, a…</source>
        <translation>なぜこのクラスか、違うか…</translation>
    </message>
    <message>
        <source>Explain the chosen query as another class</source>
        <translation>選択したクエリを別のクラスとして説明</translation>
    </message>
    <message>
        <source>Find any class by name (%1); Enter explains it</source>
        <translation>任意のクラスを名前で検索 (%1)、Enter で説明</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Before → after</source>
        <translation>除去前 → 除去後</translation>
    </message>
    <message>
        <source>Detected objects</source>
        <translation>検出された物体</translation>
    </message>
    <message>
        <source>How well each caption fits</source>
        <translation>各キャプションの適合度</translation>
    </message>
    <message>
        <source>The model&apos;s answers appear here.</source>
        <translation>モデルの回答がここに表示されます。</translation>
    </message>
    <message>
        <source>Nothing is called “%1”.</source>
        <translation>「%1」に一致するものはありません。</translation>
    </message>
    <message>
        <source>The model is not that sure of any object. Lower the confidence.</source>
        <translation>それほど信頼度の高い物体はありません。信頼度を下げてください。</translation>
    </message>
</context>
<context>
    <name>rex::ui::AppearanceBar</name>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>しきい値</translation>
    </message>
    <message>
        <source>How much of the weaker relevance is left out</source>
        <translation>弱い関連度をどこまで除くか</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>カラーマップ</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Opacity of the heat: %1 %</source>
        <translation>ヒートマップの不透明度：%1 %</translation>
    </message>
    <message>
        <source>top %1 %</source>
        <translation>上位 %1 %</translation>
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
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>rex::ui::BrushBar</name>
    <message>
        <source>What shows in the place of patches. Black is itself something to see; the mean colour and a blur less so.</source>
        <translation>パッチの代わりに表示するもの。黒はそれ自体が見えるものになりますが、平均色やぼかしではその影響が小さくなります。</translation>
    </message>
    <message>
        <source>What shows in the place of patches</source>
        <translation>パッチの代わりに表示するもの</translation>
    </message>
    <message>
        <source>Mean colour</source>
        <translation>平均色</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黒</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>ぼかし</translation>
    </message>
    <message>
        <source>Neighbours (ROAD)</source>
        <translation>近傍 (ROAD)</translation>
    </message>
    <message numerus="yes">
        <source>%n patch(es)</source>
        <translation>
            <numerusform>%n 個のパッチ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n region(s)</source>
        <translation>
            <numerusform>%n 個の領域</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>「%1」</translation>
    </message>
    <message numerus="yes">
        <source>the word(s) %1</source>
        <translation>
            <numerusform>単語%1</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n 個の単語</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1と%2</translation>
    </message>
    <message>
        <source>Paint what should not be there, or click words. Ctrl draws a box, Shift puts back, Shift+wheel sizes the brush.</source>
        <translation>消したい部分を塗るか、単語をクリックします。Ctrl：矩形、Shift：復元、Shift+ホイール：ブラシのサイズ。</translation>
    </message>
    <message>
        <source>Without %1 …</source>
        <translation>%1 を除いた場合…</translation>
    </message>
    <message>
        <source>Without %1: %2 %3.</source>
        <translation>%1 を除いた場合：%2 %3。</translation>
    </message>
    <message>
        <source>Without %1.</source>
        <translation>%1 を除いた場合。</translation>
    </message>
</context>
<context>
    <name>rex::ui::Canvas</name>
    <message>
        <source>Picture with heat map</source>
        <translation>ヒートマップ付きの画像</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>領域 %1</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>%1 行 %2 列</translation>
    </message>
    <message>
        <source>%1 % of the scale</source>
        <translation>スケールの %1 %</translation>
    </message>
</context>
<context>
    <name>rex::ui::CommandPalette</name>
    <message>
        <source>Everything by name</source>
        <translation>名前で検索</translation>
    </message>
    <message>
        <source>An action, model, picture, method, answer or word…</source>
        <translation>操作、モデル、画像、手法、回答、単語…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>一致する項目</translation>
    </message>
    <message>
        <source>Nothing has such a name.</source>
        <translation>該当する名前はありません。</translation>
    </message>
</context>
<context>
    <name>rex::ui::ComparePanel</name>
    <message>
        <source>Unpin</source>
        <translation>ピン留めを解除</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
</context>
<context>
    <name>rex::ui::CompareView</name>
    <message>
        <source>Compare methods or targets: choose them above, or pin an explanation (%1) and change anything.</source>
        <translation>手法またはターゲットを比較します。上で選ぶか、説明をピン留め (%1) してから何かを変更してください。</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>手法</translation>
    </message>
    <message>
        <source>Explain the same target by other methods</source>
        <translation>同じターゲットをほかの手法で説明</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Explain other targets by the same method</source>
        <translation>ほかのターゲットを同じ手法で説明</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差分</translation>
    </message>
    <message>
        <source>first − second, each over its maximum</source>
        <translation>1 番目 − 2 番目（それぞれ最大値で正規化）</translation>
    </message>
</context>
<context>
    <name>rex::ui::ContactSheetDialog</name>
    <message>
        <source>Transparent ground</source>
        <translation>透明な背景</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>コンタクトシート</translation>
    </message>
    <message>
        <source>Pictures in a row; the page is as wide as that of a paper</source>
        <translation>1 行に並べる画像の数（ページの幅は論文の紙面と同じ）</translation>
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
        <translation>コンタクトシートを保存</translation>
    </message>
    <message>
        <source>Figures (*.png *.svg *.pdf)</source>
        <translation>図 (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Explained</source>
        <translation>説明対象</translation>
    </message>
    <message>
        <source>In a row</source>
        <translation>1 行の枚数</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>解像度</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message numerus="yes">
        <source>All %n in “%1”</source>
        <translation>
            <numerusform>「%1」の全 %n 枚</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n of the gallery</source>
        <translation>
            <numerusform>ギャラリーの全 %n 枚</numerusform>
        </translation>
    </message>
    <message>
        <source>The best answer of each picture</source>
        <translation>各画像の最上位の回答</translation>
    </message>
    <message>
        <source>“%1” in each picture</source>
        <translation>各画像の「%1」</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 は既に存在します。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>上書き</translation>
    </message>
</context>
<context>
    <name>rex::ui::DetailsPanel</name>
    <message>
        <source>Point at the picture or a word: its value and what it relates to appear here.</source>
        <translation>画像や単語にポインタを合わせると、その値と関連先をここに表示します。</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>注記</translation>
    </message>
</context>
<context>
    <name>rex::ui::DockTitle</name>
    <message>
        <source>Hide %1 (the Window menu brings it back)</source>
        <translation>%1 を隠す（「ウィンドウ」メニューから再表示）</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>%1 を隠す</translation>
    </message>
</context>
<context>
    <name>rex::ui::FaithfulnessPanel</name>
    <message>
        <source>random</source>
        <translation>ランダム</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Probability of the answer while the input goes</source>
        <translation>入力を除去していくときの回答の確率</translation>
    </message>
    <message>
        <source>Area: between the two curves of this map (symmetric relevance gain), 0 as if by chance, higher is better</source>
        <translation>面積：このマップの 2 本の曲線の間の面積 (symmetric relevance gain)。0 は偶然と同程度で、大きいほど良好です</translation>
    </message>
    <message>
        <source>What is removed</source>
        <translation>除去するもの</translation>
    </message>
    <message>
        <source>What the map lies on</source>
        <translation>マップの対象</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>単語</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>領域</translation>
    </message>
    <message>
        <source>Patches</source>
        <translation>パッチ</translation>
    </message>
    <message>
        <source>What stands in the place of removed patches. The curves differ: black patches are themselves something to see, the mean and a blur less so.</source>
        <translation>除去したパッチの代わりに置くもの。選択によって曲線は変わります。黒いパッチはそれ自体が見えるものになりますが、平均色やぼかしではその影響が小さくなります。</translation>
    </message>
    <message>
        <source>What stands in the place of removed patches</source>
        <translation>除去したパッチの代わりに置くもの</translation>
    </message>
    <message>
        <source>Mean colour</source>
        <translation>平均色</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黒</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>ぼかし</translation>
    </message>
    <message>
        <source>Neighbours (ROAD)</source>
        <translation>近傍 (ROAD)</translation>
    </message>
    <message>
        <source>Save the curves as a table, or as a figure for a paper</source>
        <translation>曲線を表、または論文用の図として保存</translation>
    </message>
    <message>
        <source>raw attention</source>
        <translation>生のアテンション</translation>
    </message>
    <message>
        <source>least first</source>
        <translation>関連度の低い順</translation>
    </message>
    <message>
        <source>most first</source>
        <translation>関連度の高い順</translation>
    </message>
    <message>
        <source> Area %1.</source>
        <translation> 面積 %1。</translation>
    </message>
    <message>
        <source> %1 %…</source>
        <translation> %1 %…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>停止しました。</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>測定中…</translation>
    </message>
    <message>
        <source>Explain something first.</source>
        <translation>先に何かを説明してください。</translation>
    </message>
    <message>
        <source>most relevant first</source>
        <translation>関連度の高い順</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The probability of the answer (up) while more and more of the input goes (right): the most relevant for this map first, the least relevant first, by raw attention and by each map that is compared or pinned (its own answer) the most relevant first, and by chance</source>
        <translation>入力を取り除いていく（横軸）ときの回答の確率（縦軸）：このマップで関連度の高い順、低い順、生のアテンションおよび比較・ピン留めした各マップ（それぞれの回答）で関連度の高い順、およびランダム</translation>
    </message>
</context>
<context>
    <name>rex::ui::HeadGrid</name>
    <message>
        <source>What every head of every layer looks at appears here.</source>
        <translation>各層の各ヘッドが見ている場所がここに表示されます。</translation>
    </message>
    <message>
        <source>Stacks of layers</source>
        <translation>層スタック</translation>
    </message>
    <message>
        <source>Layers and heads</source>
        <translation>層とヘッド</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>重み付き</translation>
    </message>
    <message>
        <source>Attention weighted by its gradient, (∇A ⊙ A)⁺, instead of raw attention</source>
        <translation>生のアテンションの代わりに、勾配で重み付けしたアテンション (∇A ⊙ A)⁺ を表示</translation>
    </message>
    <message>
        <source>Own scales</source>
        <translation>個別スケール</translation>
    </message>
    <message>
        <source>Scale every cell by its own maximum</source>
        <translation>各セルをそれ自身の最大値でスケーリング</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>並べ替え</translation>
    </message>
    <message>
        <source>Heads that carry most first, as the sum of what is shown over the layers</source>
        <translation>寄与の大きいヘッドから順に表示（表示値の層方向の合計）</translation>
    </message>
</context>
<context>
    <name>rex::ui::HeadModel</name>
    <message>
        <source>mean of the layers</source>
        <translation>層の平均</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>層 %1</translation>
    </message>
    <message>
        <source>%1, mean of the heads</source>
        <translation>%1、ヘッドの平均</translation>
    </message>
    <message>
        <source>%1, head %2</source>
        <translation>%1、ヘッド %2</translation>
    </message>
    <message>
        <source>%1: mean %2</source>
        <translation>%1：平均 %2</translation>
    </message>
    <message>
        <source>Head %1</source>
        <translation>ヘッド %1</translation>
    </message>
    <message>
        <source>Click for the mean of the layers</source>
        <translation>クリックで層の平均を表示</translation>
    </message>
    <message>
        <source>Click for the mean of the heads</source>
        <translation>クリックでヘッドの平均を表示</translation>
    </message>
    <message>
        <source>Ø</source>
        <translation>μ</translation>
    </message>
</context>
<context>
    <name>rex::ui::InputPanel</name>
    <message>
        <source>Pictures</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Search pictures…</source>
        <translation>画像を検索…</translation>
    </message>
    <message>
        <source>Search pictures</source>
        <translation>画像を検索</translation>
    </message>
    <message>
        <source>Size of the pictures; a double click gives the usual one back</source>
        <translation>画像のサイズ（ダブルクリックで標準に戻す）</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>画像のサイズ</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>画像を開く…</translation>
    </message>
    <message>
        <source>Second picture</source>
        <translation>2 枚目の画像</translation>
    </message>
    <message>
        <source>This model has no classifier. With a second picture its map shows which parts make the two alike.</source>
        <translation>このモデルには分類器がありません。2 枚目の画像を使うと、両者の似ている部分をマップに表示します。</translation>
    </message>
    <message>
        <source>A second sentence, for models trained on pairs</source>
        <translation>2 つ目の文（文の対で学習したモデル用）</translation>
    </message>
    <message>
        <source>Second sentence</source>
        <translation>2 つ目の文</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>キャプション</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>キャプション</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>One caption on each line</source>
        <translation>1 行に 1 つのキャプション</translation>
    </message>
    <message>
        <source>What the picture may show…</source>
        <translation>画像に写っていそうなもの…</translation>
    </message>
    <message>
        <source>Ask about the picture…</source>
        <translation>画像について質問…</translation>
    </message>
    <message>
        <source>Type a text…</source>
        <translation>テキストを入力…</translation>
    </message>
    <message>
        <source>Enter runs; Shift+Enter begins another caption.</source>
        <translation>Enter で実行、Shift+Enter で次のキャプションを入力します。</translation>
    </message>
    <message>
        <source>Enter runs, a pause in typing as well.</source>
        <translation>Enter を押すか、入力を少し止めると実行します。</translation>
    </message>
    <message>
        <source>Close the folder: scenes and recent pictures again</source>
        <translation>フォルダを閉じる：シーンと最近の画像に戻る</translation>
    </message>
    <message>
        <source>Close the folder</source>
        <translation>フォルダを閉じる</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n picture(s))</source>
        <translation>
            <numerusform>%1（画像 %n 枚）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rex::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>ショートカットキー</translation>
    </message>
</context>
<context>
    <name>rex::ui::LayerFilm</name>
    <message>
        <source>Relevancy after each layer</source>
        <translation>各層通過後の関連度</translation>
    </message>
    <message>
        <source>How relevance grows from layer to layer appears here.</source>
        <translation>層ごとに関連度が増していく様子がここに表示されます。</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>what its heads look at</source>
        <translation>ヘッドが見ている場所</translation>
    </message>
    <message>
        <source>most at row %1, column %2</source>
        <translation>最大は %1 行 %2 列</translation>
    </message>
    <message>
        <source>most at token %1</source>
        <translation>最大はトークン %1</translation>
    </message>
    <message>
        <source>most at region %1</source>
        <translation>最大は領域 %1</translation>
    </message>
    <message>
        <source>First layer that counts: drag it (Ctrl+← Ctrl+→); a double click gives it back</source>
        <translation>使用する最初の層：ドラッグで移動 (Ctrl+← Ctrl+→)、ダブルクリックで元に戻す</translation>
    </message>
    <message>
        <source>Last layer that counts: drag it (Ctrl+Shift+← Ctrl+Shift+→); a double click gives it back</source>
        <translation>使用する最後の層：ドラッグで移動 (Ctrl+Shift+← Ctrl+Shift+→)、ダブルクリックで元に戻す</translation>
    </message>
    <message>
        <source>%1: what its heads look at (mean). No row that is read lies here, or the layer is left out.</source>
        <translation>%1：ヘッドが見ている場所（平均）。読み出される行がここにないか、この層が除外されています。</translation>
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
        <translation>フィルムの層スタック</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>the last</source>
        <translation>最終</translation>
    </message>
    <message>
        <source>All layers count. Drag the flags to leave some out.</source>
        <translation>すべての層を使用します。旗をドラッグすると層を除外できます。</translation>
    </message>
    <message>
        <source>Layers %1 to %2 count</source>
        <translation>層 %1～%2 を使用</translation>
    </message>
    <message>
        <source>Layers %1 to %2 count. A double click on a flag gives it back.</source>
        <translation>層 %1～%2 を使用します。旗をダブルクリックすると元に戻ります。</translation>
    </message>
</context>
<context>
    <name>rex::ui::Library</name>
    <message>
        <source>a region detector</source>
        <translation>領域検出器</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Hub に照会中…</translation>
    </message>
    <message>
        <source>its owner states none</source>
        <translation>所有者による記載なし</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n ファイル、%1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no home folder for models.</source>
        <translation>モデル用のホームフォルダがありません。</translation>
    </message>
    <message>
        <source>waiting for its turn</source>
        <translation>順番待ち</translation>
    </message>
    <message>
        <source>It is here, but cannot be used: %1</source>
        <translation>保存済みですが、使用できません：%1</translation>
    </message>
    <message>
        <source>Fetched and tried out: %1</source>
        <translation>ダウンロードして動作を確認しました：%1</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>検証中</translation>
    </message>
    <message numerus="yes">
        <source>All %n file(s) are as the hub promised.</source>
        <translation>
            <numerusform>%n 個のファイルはすべて Hub の情報と一致しています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Damaged: %1. Move it to the trash and fetch it again.</source>
        <translation>破損しています：%1。ゴミ箱に移動して、もう一度ダウンロードしてください。</translation>
    </message>
    <message>
        <source>moving to the trash</source>
        <translation>ゴミ箱に移動中</translation>
    </message>
    <message>
        <source>cannot be moved to the trash</source>
        <translation>ゴミ箱に移動できません</translation>
    </message>
    <message>
        <source>Show the folder, and remove it there.</source>
        <translation>フォルダを表示し、そこで削除してください。</translation>
    </message>
</context>
<context>
    <name>rex::ui::LibraryDialog</name>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Any repository: owner/name or its address</source>
        <translation>任意のリポジトリ：owner/name またはそのアドレス</translation>
    </message>
    <message>
        <source>A repository of the hub</source>
        <translation>Hub のリポジトリ</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>List this repository; nothing is fetched yet</source>
        <translation>このリポジトリを一覧に追加（まだダウンロードしません）</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open this model in the window</source>
        <translation>このモデルをウィンドウで開く</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>フォルダを表示</translation>
    </message>
    <message>
        <source>Show where it lies</source>
        <translation>保存場所を表示</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>検証</translation>
    </message>
    <message>
        <source>Compare its files with the checksums that the hub promised</source>
        <translation>ファイルを Hub のチェックサムと照合</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>ゴミ箱に移動</translation>
    </message>
    <message>
        <source>Move its folder to the trash</source>
        <translation>フォルダをゴミ箱に移動</translation>
    </message>
    <message>
        <source>Get</source>
        <translation>ダウンロード</translation>
    </message>
    <message>
        <source>Fetch it from the hub</source>
        <translation>Hub からダウンロード</translation>
    </message>
    <message>
        <source>Ask for size and licence</source>
        <translation>サイズとライセンスを照会</translation>
    </message>
    <message>
        <source>Ask the hub; nothing is fetched</source>
        <translation>Hub に照会（ダウンロードはしません）</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Stop for now; what has arrived is kept</source>
        <translation>いったん停止（ダウンロード済みの部分は残します）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Stop, and remove what has arrived</source>
        <translation>停止し、ダウンロード済みの部分を削除</translation>
    </message>
    <message>
        <source>Fetch what it lacks</source>
        <translation>不足しているものをダウンロード</translation>
    </message>
    <message>
        <source>Family: %1</source>
        <translation>ファミリー：%1</translation>
    </message>
    <message>
        <source>On disk: %1</source>
        <translation>ディスク上：%1</translation>
    </message>
    <message>
        <source>So far: %1</source>
        <translation>現在まで：%1</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>サイズ：%1</translation>
    </message>
    <message>
        <source>the hub tells when asked</source>
        <translation>Hub への照会後に表示</translation>
    </message>
    <message>
        <source>Licence: %1</source>
        <translation>ライセンス：%1</translation>
    </message>
    <message>
        <source>Last opened: %1</source>
        <translation>最後に開いた日時：%1</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>まだなし</translation>
    </message>
    <message>
        <source>Looking at what is here…</source>
        <translation>保存済みのモデルを確認中…</translation>
    </message>
    <message>
        <source>No models yet: type a repository.</source>
        <translation>モデルはまだありません。リポジトリを入力してください。</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>フォルダ：%1</translation>
    </message>
    <message>
        <source>It cannot be opened: %1.</source>
        <translation>開けません：%1。</translation>
    </message>
    <message>
        <source>It needs %1 to answer.</source>
        <translation>回答するには %1 が必要です。</translation>
    </message>
    <message>
        <source>It is open: open another model first</source>
        <translation>開いているため、先に別のモデルを開いてください</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Get %1</source>
        <translation>%1 をダウンロード</translation>
    </message>
</context>
<context>
    <name>rex::ui::LibraryModel</name>
    <message>
        <source>waits</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>一時停止中</translation>
    </message>
    <message>
        <source>demo</source>
        <translation>デモ</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>このマシン上</translation>
    </message>
    <message>
        <source>Worth fetching</source>
        <translation>おすすめ</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>ダウンロード中</translation>
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
        <translation>比較</translation>
    </message>
    <message>
        <source>Compare (%1)</source>
        <translation>比較 (%1)</translation>
    </message>
    <message>
        <source>Save session as…</source>
        <translation>名前を付けてセッションを保存…</translation>
    </message>
    <message>
        <source>Save the session to another file</source>
        <translation>セッションを別のファイルに保存</translation>
    </message>
    <message>
        <source>Save history as script…</source>
        <translation>履歴をスクリプトとして保存…</translation>
    </message>
    <message>
        <source>Save a shell script that makes the figures of all views since the start</source>
        <translation>開始以降のすべての表示の図を作るシェルスクリプトを保存</translation>
    </message>
    <message>
        <source>Save the history</source>
        <translation>履歴を保存</translation>
    </message>
    <message>
        <source>figures</source>
        <translation>figures</translation>
    </message>
    <message>
        <source>Scripts (*.sh)</source>
        <translation>スクリプト (*.sh)</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>印刷…</translation>
    </message>
    <message>
        <source>Print the figure, as large as the page has room for</source>
        <translation>図をページに収まる最大の大きさで印刷</translation>
    </message>
    <message>
        <source>Contact sheet…</source>
        <translation>コンタクトシート…</translation>
    </message>
    <message>
        <source>Save all pictures of the folder or of the gallery, each with its map, as one figure</source>
        <translation>フォルダまたはギャラリーのすべての画像を、マップ付きで 1 つの図として保存</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>前の画像</translation>
    </message>
    <message>
        <source>Open the picture before in its folder; what is asked stays</source>
        <translation>フォルダ内の前の画像を開く（問いはそのまま）</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>次の画像</translation>
    </message>
    <message>
        <source>Open the picture after in its folder; what is asked stays</source>
        <translation>フォルダ内の次の画像を開く（問いはそのまま）</translation>
    </message>
    <message>
        <source>The picture alone</source>
        <translation>画像のみ</translation>
    </message>
    <message>
        <source>Fold all panels away, or bring them back</source>
        <translation>すべてのパネルをたたむ、または元に戻す</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>設定…</translation>
    </message>
    <message>
        <source>Choose colours, threads and keys</source>
        <translation>配色、スレッド、ショートカットキーを選択</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation>診断…</translation>
    </message>
    <message>
        <source>Say what this machine computes with, and what looks wrong</source>
        <translation>このマシンの計算環境と問題点を表示</translation>
    </message>
    <message>
        <source>About…</source>
        <translation>このアプリについて…</translation>
    </message>
    <message>
        <source>Say versions and licences</source>
        <translation>バージョンとライセンスを表示</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>診断</translation>
    </message>
    <message>
        <source>Relevance Explorer %1, under the MIT licence.
Why a Transformer answered as it did: in the picture, in the words, layer by layer.

It stands on Qt %2 (LGPL 3; Qt Charts GPL 3), LibTorch (BSD 3), OpenCV (Apache 2), ICU (Unicode licence), nlohmann-json, yaml-cpp and CLI11 (MIT, MIT, BSD 3), libcurl (curl) and OpenSSL (Apache 2).

The methods are those of Chefer, Gur and Wolf (ICCV 2021, CVPR 2021) and of the authors whom the list of methods names. The painted scenes are made of Noto Color Emoji (SIL Open Font License 1.1).

Layer-wise relevance propagation, on which the LRP methods rest, may be patented: check before commercial use.</source>
        <translation>Relevance Explorer %1、MIT ライセンス。
Transformer がなぜそう答えたのかを、画像で、単語で、層ごとに示します。

次のソフトウェアを使用しています：Qt %2 (LGPL 3; Qt Charts は GPL 3)、LibTorch (BSD 3)、OpenCV (Apache 2)、ICU (Unicode ライセンス)、nlohmann-json、yaml-cpp、CLI11 (MIT、MIT、BSD 3)、libcurl (curl)、OpenSSL (Apache 2)。

手法は Chefer、Gur、Wolf (ICCV 2021、CVPR 2021)、および手法の一覧に名前を挙げた著者によるものです。描かれた情景には Noto Color Emoji (SIL Open Font License 1.1) を使用しています。

LRP の手法の基礎である layer-wise relevance propagation は、特許の対象となっている可能性があります。商用利用の前に確認してください。</translation>
    </message>
    <message>
        <source>About</source>
        <translation>このアプリについて</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>画像を開く…</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>画像を開く</translation>
    </message>
    <message>
        <source>Paste picture</source>
        <translation>画像を貼り付け</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>画像を貼り付け</translation>
    </message>
    <message>
        <source>Second picture…</source>
        <translation>2 枚目の画像を開く…</translation>
    </message>
    <message>
        <source>Open a second picture, for models without a head: which parts make the two alike</source>
        <translation>ヘッドのないモデル用に 2 枚目の画像を開く（両者の似ている部分を表示）</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>モデルの管理…</translation>
    </message>
    <message>
        <source>Fetch, check and remove models</source>
        <translation>モデルをダウンロード、検証、削除</translation>
    </message>
    <message>
        <source>Model folder…</source>
        <translation>モデルフォルダを開く…</translation>
    </message>
    <message>
        <source>Open a model folder</source>
        <translation>モデルフォルダを開く</translation>
    </message>
    <message>
        <source>Region features…</source>
        <translation>領域特徴量を開く…</translation>
    </message>
    <message>
        <source>Open a file of region features, for models that read regions</source>
        <translation>領域を読むモデル用に領域特徴量のファイルを開く</translation>
    </message>
    <message>
        <source>Session…</source>
        <translation>セッションを開く…</translation>
    </message>
    <message>
        <source>Open a session</source>
        <translation>セッションを開く</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>Run with these words</source>
        <translation>このテキストで実行</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Back to the view before</source>
        <translation>前の表示に戻る</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Forward to the view after</source>
        <translation>次の表示に進む</translation>
    </message>
    <message>
        <source>Everything by name…</source>
        <translation>名前で検索…</translation>
    </message>
    <message>
        <source>Find any action, model, picture, method, answer, word or head by its name</source>
        <translation>操作、モデル、画像、手法、回答、単語、ヘッドを名前で検索</translation>
    </message>
    <message>
        <source>Previous answer</source>
        <translation>前の回答</translation>
    </message>
    <message>
        <source>Previous answer or object query</source>
        <translation>前の回答またはオブジェクトクエリ</translation>
    </message>
    <message>
        <source>Next answer</source>
        <translation>次の回答</translation>
    </message>
    <message>
        <source>Next answer or object query</source>
        <translation>次の回答またはオブジェクトクエリ</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>検索…</translation>
    </message>
    <message>
        <source>Search a class</source>
        <translation>クラスを検索</translation>
    </message>
    <message>
        <source>Next region under the pointer</source>
        <translation>ポインタ位置の次の領域</translation>
    </message>
    <message>
        <source>Of regions that lie over each other, the next larger</source>
        <translation>重なり合う領域のうち、次に大きいもの</translation>
    </message>
    <message>
        <source>Show on the picture</source>
        <translation>画像上に表示</translation>
    </message>
    <message>
        <source>Show or hide the object query</source>
        <translation>オブジェクトクエリの表示／非表示</translation>
    </message>
    <message>
        <source>Show alone</source>
        <translation>単独表示</translation>
    </message>
    <message>
        <source>Show the object query alone, or all again</source>
        <translation>オブジェクトクエリを単独で、または再びすべて表示</translation>
    </message>
    <message>
        <source>Alt+click</source>
        <translation>Alt+クリック</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>すべて表示</translation>
    </message>
    <message>
        <source>Show all object queries</source>
        <translation>すべてのオブジェクトクエリを表示</translation>
    </message>
    <message>
        <source>Previous layer</source>
        <translation>前の層</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>次の層</translation>
    </message>
    <message>
        <source>Play the layers</source>
        <translation>層を再生</translation>
    </message>
    <message>
        <source>Previous head</source>
        <translation>前のヘッド</translation>
    </message>
    <message>
        <source>Next head</source>
        <translation>次のヘッド</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>ヒートマップ</translation>
    </message>
    <message>
        <source>Keep the strongest patches</source>
        <translation>最も強いパッチを残す</translation>
    </message>
    <message>
        <source>Leave out what is below a share of the maximum, or keep the strongest patches: click to switch</source>
        <translation>最大値に対する割合で除くか、最も強いパッチを残すかをクリックで切り替え</translation>
    </message>
    <message>
        <source>Exact patches</source>
        <translation>正確なパッチ</translation>
    </message>
    <message>
        <source>Exact patches instead of smooth heat</source>
        <translation>滑らかなヒートマップの代わりに正確なパッチを表示</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>等高線</translation>
    </message>
    <message>
        <source>Patch grid</source>
        <translation>パッチのグリッド</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>ボックス</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>マスク</translation>
    </message>
    <message>
        <source>All masks</source>
        <translation>すべてのマスク</translation>
    </message>
    <message>
        <source>Masks of all confident queries</source>
        <translation>信頼度の高いすべてのクエリのマスク</translation>
    </message>
    <message>
        <source>Fit the picture</source>
        <translation>画像全体を表示</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Show the picture at 100 %</source>
        <translation>画像を 100 % で表示</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>ピン留め</translation>
    </message>
    <message>
        <source>Keep this explanation for comparing</source>
        <translation>この説明を比較用に保持</translation>
    </message>
    <message>
        <source>Explanations side by side</source>
        <translation>説明を並べて表示</translation>
    </message>
    <message>
        <source>Shared scale</source>
        <translation>共通スケール</translation>
    </message>
    <message>
        <source>One colour scale for all panels instead of one each</source>
        <translation>パネルごとではなく、すべてのパネルに共通のカラースケールを使用</translation>
    </message>
    <message>
        <source>Unpin all</source>
        <translation>すべてのピン留めを解除</translation>
    </message>
    <message>
        <source>Unpin all explanations</source>
        <translation>すべての説明のピン留めを解除</translation>
    </message>
    <message>
        <source>Save figure…</source>
        <translation>図を保存…</translation>
    </message>
    <message>
        <source>Save a figure</source>
        <translation>図を保存</translation>
    </message>
    <message>
        <source>Copy figure</source>
        <translation>図をコピー</translation>
    </message>
    <message>
        <source>Copy the figure as a picture</source>
        <translation>図を画像としてコピー</translation>
    </message>
    <message>
        <source>Export numbers…</source>
        <translation>数値をエクスポート…</translation>
    </message>
    <message>
        <source>Save the relevancies as numbers</source>
        <translation>関連度を数値として保存</translation>
    </message>
    <message>
        <source>Copy as rex command</source>
        <translation>rex コマンドとしてコピー</translation>
    </message>
    <message>
        <source>Copy the rex command that makes this figure</source>
        <translation>この図を作る rex コマンドをコピー</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>セッションを保存</translation>
    </message>
    <message>
        <source>Save the session to the file that it came from</source>
        <translation>セッションを元のファイルに保存</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>システムに従う</translation>
    </message>
    <message>
        <source>Colours as the system has them</source>
        <translation>システムの配色を使用</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>ライト配色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>ダーク配色</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>ショートカットキー</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>ショートカットキーの一覧</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>Cancel what runs, clear the selection</source>
        <translation>実行中の処理をキャンセルし、選択を解除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Stop what runs</source>
        <translation>実行中の処理を停止</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Heat: %1</source>
        <translation>ヒートマップ：%1</translation>
    </message>
    <message>
        <source>Scale of the heat: %1</source>
        <translation>ヒートマップのスケール：%1</translation>
    </message>
    <message>
        <source>Words: %1</source>
        <translation>単語：%1</translation>
    </message>
    <message>
        <source>Scale of the words: %1</source>
        <translation>単語のスケール：%1</translation>
    </message>
    <message>
        <source>as in the model’s paper</source>
        <translation>モデルの論文に準拠</translation>
    </message>
    <message>
        <source>0 to maximum</source>
        <translation>0～最大値</translation>
    </message>
    <message>
        <source>minimum to maximum</source>
        <translation>最小値～最大値</translation>
    </message>
    <message>
        <source>share of the sum</source>
        <translation>合計に対する割合</translation>
    </message>
    <message>
        <source>signed, zero in the middle</source>
        <translation>符号付き（中央がゼロ）</translation>
    </message>
    <message>
        <source>There is nothing to save yet.</source>
        <translation>保存するものがまだありません。</translation>
    </message>
    <message>
        <source>Open a model and what it should explain first.</source>
        <translation>先にモデルと、説明する対象を開いてください。</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 を保存しました</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n picture(s) as %1</source>
        <translation>
            <numerusform>%n 枚の画像を %1 に保存しました</numerusform>
        </translation>
    </message>
    <message>
        <source> and more, as the sheet says</source>
        <translation> ほか（シートに記載）</translation>
    </message>
    <message numerus="yes">
        <source>Not on the contact sheet: %n picture(s).</source>
        <translation>
            <numerusform>%n 枚の画像がコンタクトシートに含まれていません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Six explanations are pinned already. Unpin one in Compare (%1) first.</source>
        <translation>既に 6 つの説明がピン留めされています。先に「比較」(%1) で 1 つ解除してください。</translation>
    </message>
    <message>
        <source>The figure is on the clipboard.</source>
        <translation>図をクリップボードにコピーしました。</translation>
    </message>
    <message>
        <source>Export numbers</source>
        <translation>数値をエクスポート</translation>
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
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>PDF figure (*.pdf)</source>
        <translation>PDF の図 (*.pdf)</translation>
    </message>
    <message>
        <source>SVG figure (*.svg)</source>
        <translation>SVG の図 (*.svg)</translation>
    </message>
    <message>
        <source>PNG figure (*.png)</source>
        <translation>PNG の図 (*.png)</translation>
    </message>
    <message>
        <source>Save the curves</source>
        <translation>曲線を保存</translation>
    </message>
    <message>
        <source>faithfulness</source>
        <translation>faithfulness</translation>
    </message>
    <message>
        <source>Save the sanity check</source>
        <translation>サニティチェックを保存</translation>
    </message>
    <message>
        <source>sanity</source>
        <translation>sanity</translation>
    </message>
    <message>
        <source>Try again…</source>
        <translation>再試行…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>画像を保存</translation>
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
        <translation>%1 に書き込めません。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>The command lacks the picture, which was pasted and is in no file.</source>
        <translation>このコマンドには画像が含まれません。画像は貼り付けられたもので、ファイルになっていません。</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>画像を保存…</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>コマンドをクリップボードにコピーしました。</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>まだありません</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>Recent pictures</source>
        <translation>最近使った画像</translation>
    </message>
    <message>
        <source>Recent sessions</source>
        <translation>最近使ったセッション</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>Scale of the heat</source>
        <translation>ヒートマップのスケール</translation>
    </message>
    <message>
        <source>Scale of the words</source>
        <translation>単語のスケール</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>画像を移動</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>モデル(&amp;M)</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>説明(&amp;X)</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>手法</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>層</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>ヘッド</translation>
    </message>
    <message>
        <source>Object query</source>
        <translation>オブジェクトクエリ</translation>
    </message>
    <message>
        <source>What is taken away</source>
        <translation>除去する部分</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>ウィンドウ(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Show the picture larger</source>
        <translation>画像を拡大表示</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>Show the picture smaller</source>
        <translation>画像を縮小表示</translation>
    </message>
    <message>
        <source>To the left</source>
        <translation>左へ</translation>
    </message>
    <message>
        <source>Look further to the left</source>
        <translation>さらに左を表示</translation>
    </message>
    <message>
        <source>To the right</source>
        <translation>右へ</translation>
    </message>
    <message>
        <source>Look further to the right</source>
        <translation>さらに右を表示</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上へ</translation>
    </message>
    <message>
        <source>Look further up</source>
        <translation>さらに上を表示</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下へ</translation>
    </message>
    <message>
        <source>Look further down</source>
        <translation>さらに下を表示</translation>
    </message>
    <message>
        <source>Start one layer earlier</source>
        <translation>開始層を 1 つ前へ</translation>
    </message>
    <message>
        <source>Count one more layer at the beginning</source>
        <translation>先頭側で使用する層を 1 つ増やす</translation>
    </message>
    <message>
        <source>Start one layer later</source>
        <translation>開始層を 1 つ後へ</translation>
    </message>
    <message>
        <source>Leave out one more layer at the beginning</source>
        <translation>先頭側の層をもう 1 つ除外</translation>
    </message>
    <message>
        <source>End one layer earlier</source>
        <translation>終了層を 1 つ前へ</translation>
    </message>
    <message>
        <source>Leave out one more layer at the end</source>
        <translation>末尾側の層をもう 1 つ除外</translation>
    </message>
    <message>
        <source>End one layer later</source>
        <translation>終了層を 1 つ後へ</translation>
    </message>
    <message>
        <source>Count one more layer at the end</source>
        <translation>末尾側で使用する層を 1 つ増やす</translation>
    </message>
    <message>
        <source>All layers count</source>
        <translation>すべての層を使用</translation>
    </message>
    <message>
        <source>Count all layers again</source>
        <translation>再びすべての層を使用</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>交互表示</translation>
    </message>
    <message>
        <source>Show one panel of the comparison alone, then the next in its place</source>
        <translation>比較のパネルを 1 つずつ同じ場所に順番に表示</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>ウィンドウを閉じる</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.gif *.bmp);;All files (*)</source>
        <translation>画像 (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.gif *.bmp);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>No model was found on this machine.</source>
        <translation>このマシンにモデルが見つかりませんでした。</translation>
    </message>
    <message>
        <source>Fetch one, or open a model folder.</source>
        <translation>モデルをダウンロードするか、モデルフォルダを開いてください。</translation>
    </message>
    <message>
        <source>%1 does not read regions.</source>
        <translation>%1 は領域の入力に対応していません。</translation>
    </message>
    <message>
        <source>To open a model, give its folder.</source>
        <translation>モデルを開くには、そのフォルダを指定してください。</translation>
    </message>
    <message>
        <source>Open model folder…</source>
        <translation>モデルフォルダを開く…</translation>
    </message>
    <message>
        <source>Open a second picture</source>
        <translation>2 枚目の画像を開く</translation>
    </message>
    <message>
        <source>Open region features</source>
        <translation>領域特徴量を開く</translation>
    </message>
    <message>
        <source>Region features (*.safetensors *.npz)</source>
        <translation>領域特徴量 (*.safetensors *.npz)</translation>
    </message>
    <message>
        <source>Sessions (*.rexsession)</source>
        <translation>セッション (*.rexsession)</translation>
    </message>
    <message>
        <source>There is no picture to paste.</source>
        <translation>貼り付ける画像がありません。</translation>
    </message>
    <message>
        <source>Copy a picture first, or open a file.</source>
        <translation>先に画像をコピーするか、ファイルを開いてください。</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>画像を開く…</translation>
    </message>
    <message>
        <source>Only files of this machine can be dropped here.</source>
        <translation>ここにドロップできるのは、このマシンのファイルだけです。</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>モデル %1</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Method %1</source>
        <translation>手法 %1</translation>
    </message>
    <message>
        <source>Object query %1</source>
        <translation>オブジェクトクエリ %1</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>キャプション</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Word: what it relates to</source>
        <translation>単語：関連先</translation>
    </message>
    <message>
        <source>%1, head %2</source>
        <translation>%1、ヘッド %2</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>ヘッド</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Faithfulness</source>
        <translation>忠実性</translation>
    </message>
    <message>
        <source>Sanity</source>
        <translation>サニティチェック</translation>
    </message>
    <message>
        <source>Words × picture</source>
        <translation>単語 × 画像</translation>
    </message>
    <message>
        <source>The figure is on its way to the printer.</source>
        <translation>図をプリンタに送信しました。</translation>
    </message>
    <message>
        <source>Printed to %1</source>
        <translation>%1 に印刷しました</translation>
    </message>
    <message>
        <source>Same scale for all pictures</source>
        <translation>すべての画像で同じスケール</translation>
    </message>
    <message>
        <source>Keep the ends of the heat&apos;s scale as they are now, for every map and picture</source>
        <translation>ヒートマップのスケールの両端を、すべてのマップと画像で現在の値に固定</translation>
    </message>
    <message>
        <source>Ends and gamma…</source>
        <translation>両端とガンマ…</translation>
    </message>
    <message>
        <source>Type the ends of the heat&apos;s scale, and its gamma</source>
        <translation>ヒートマップのスケールの両端とガンマを入力</translation>
    </message>
    <message>
        <source>Preview under the pointer</source>
        <translation>ポインタ位置のプレビュー</translation>
    </message>
    <message>
        <source>Show what a patch or region relates to while the pointer rests on it</source>
        <translation>ポインタを止めたパッチや領域の関連先を表示</translation>
    </message>
    <message>
        <source>Open a session…</source>
        <translation>セッションを開く…</translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation>セッションを保存</translation>
    </message>
    <message>
        <source>The picture was pasted and is in no file yet.</source>
        <translation>画像は貼り付けられたもので、まだファイルになっていません。</translation>
    </message>
    <message>
        <source>Save it first; the session names its file.</source>
        <translation>先に画像を保存してください。セッションにはそのファイル名が記録されます。</translation>
    </message>
    <message>
        <source>The window did not come to its end last time.</source>
        <translation>前回は正常に終了しませんでした。</translation>
    </message>
    <message>
        <source>What was open then, a minute or less before, can be opened again.</source>
        <translation>終了時（またはその前の 1 分以内）に開いていたものを再び開けます。</translation>
    </message>
    <message>
        <source>Restore what was open</source>
        <translation>開いていたものを復元</translation>
    </message>
    <message>
        <source>%1 — Relevance Explorer</source>
        <translation>%1 — Relevance Explorer</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>モデルなし</translation>
    </message>
    <message>
        <source>Explained is %1 (%2)</source>
        <translation>説明対象：%1 (%2)</translation>
    </message>
    <message>
        <source>What is explained (%1)</source>
        <translation>説明対象 (%1)</translation>
    </message>
    <message>
        <source>Reading or writing a session…</source>
        <translation>セッションの読み書き中…</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s), CPU</source>
        <translation>
            <numerusform>%n スレッド、CPU</numerusform>
        </translation>
    </message>
    <message>
        <source>forward %1 ms · explain %2 ms   │   %3</source>
        <translation>順伝播 %1 ms · 説明 %2 ms   │   %3</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>再読み込み</translation>
    </message>
    <message>
        <source>This model needs a caption.</source>
        <translation>このモデルにはキャプションが必要です。</translation>
    </message>
    <message>
        <source>This model needs a question.</source>
        <translation>このモデルには質問が必要です。</translation>
    </message>
    <message>
        <source>This model needs a text.</source>
        <translation>このモデルにはテキストが必要です。</translation>
    </message>
    <message>
        <source>Type it at the left.</source>
        <translation>左側に入力してください。</translation>
    </message>
    <message>
        <source>Type it</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>This model needs a picture.</source>
        <translation>このモデルには画像が必要です。</translation>
    </message>
    <message>
        <source>Open one, drop it here, or paste it (%1).</source>
        <translation>画像を開くか、ここにドロップするか、貼り付けてください (%1)。</translation>
    </message>
    <message>
        <source>Choose region features…</source>
        <translation>領域特徴量を選択…</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再実行</translation>
    </message>
    <message>
        <source>%1 changed on disk since it was opened.</source>
        <translation>%1 は、開いた後にディスク上で変更されました。</translation>
    </message>
    <message>
        <source>What is shown comes from the weights as they were.</source>
        <translation>現在の表示は、変更前の重みによるものです。</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>ツールバー</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open a picture, model or session (%1)</source>
        <translation>画像、モデル、またはセッションを開く (%1)</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Explanation method</source>
        <translation>説明手法</translation>
    </message>
    <message>
        <source>%1	%2</source>
        <translation>%1	%2</translation>
    </message>
    <message>
        <source>Ablations</source>
        <translation>アブレーション</translation>
    </message>
    <message>
        <source>What if this were not there?</source>
        <translation>これがなかったら？</translation>
    </message>
    <message>
        <source>Take patches, regions or words away and see what the answer becomes</source>
        <translation>パッチ、領域、単語を除去して回答の変化を確認</translation>
    </message>
    <message>
        <source>Take away what is held</source>
        <translation>固定した部分を除去</translation>
    </message>
    <message>
        <source>Take the patch, region or word that is held away, or put it back</source>
        <translation>固定したパッチ、領域、単語を除去、または復元</translation>
    </message>
    <message>
        <source>Drop top 20 %</source>
        <translation>上位 20 % を除去</translation>
    </message>
    <message>
        <source>Take away the 20 % that the map marks most</source>
        <translation>マップが最も強く示す 20 % を除去</translation>
    </message>
    <message>
        <source>Only top 20 %</source>
        <translation>上位 20 % のみ</translation>
    </message>
    <message>
        <source>Take away all but the 20 % that the map marks most</source>
        <translation>マップが最も強く示す 20 % 以外をすべて除去</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Keep this view for comparing, as Pin does</source>
        <translation>この表示を比較用に保持（「ピン留め」と同じ）</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>1 つ戻る</translation>
    </message>
    <message>
        <source>Back to the view before the last change</source>
        <translation>最後の変更の前の表示に戻る</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>復元</translation>
    </message>
    <message>
        <source>Put everything back that was taken away</source>
        <translation>除去したものをすべて復元</translation>
    </message>
    <message>
        <source>Check the map</source>
        <translation>マップを検査</translation>
    </message>
    <message>
        <source>Make the map again while the model forgets, layer by layer: it should change</source>
        <translation>モデルに層ごとに忘れさせながらマップを再作成（変化するはず）</translation>
    </message>
    <message>
        <source>Negative evidence</source>
        <translation>負の根拠</translation>
    </message>
    <message>
        <source>Show also what speaks against the answer, which the papers clamp to 0</source>
        <translation>論文では 0 に切り詰められる、回答に反する根拠も表示</translation>
    </message>
    <message>
        <source>Save session with its pictures…</source>
        <translation>セッションを画像ごと保存…</translation>
    </message>
    <message>
        <source>Save the session as one file that holds its pictures and regions, to open it on another machine</source>
        <translation>画像と領域を含む一つのファイルとして保存し、別のマシンで開けるようにします</translation>
    </message>
    <message>
        <source>Picture folder…</source>
        <translation>画像フォルダ…</translation>
    </message>
    <message>
        <source>Open a folder of pictures in the gallery</source>
        <translation>画像フォルダをギャラリーで開く</translation>
    </message>
    <message>
        <source>as the colours do</source>
        <translation>配色のとおり</translation>
    </message>
    <message>
        <source>clear where little matters</source>
        <translation>関連の低い所は透明</translation>
    </message>
    <message>
        <source>alike everywhere</source>
        <translation>どこでも一定</translation>
    </message>
    <message>
        <source>Opacity: %1</source>
        <translation>不透明度：%1</translation>
    </message>
    <message>
        <source>Where the heat lets the picture through: %1</source>
        <translation>ヒートマップが画像を透かす所：%1</translation>
    </message>
    <message>
        <source>Opacity of the heat</source>
        <translation>ヒートマップの不透明度</translation>
    </message>
    <message>
        <source>Open a picture folder…</source>
        <translation>画像フォルダを開く…</translation>
    </message>
    <message>
        <source>Open a picture folder</source>
        <translation>画像フォルダを開く</translation>
    </message>
    <message>
        <source>Drop a picture, a folder of pictures, a model folder or a session file.</source>
        <translation>画像、画像フォルダ、モデルフォルダ、またはセッションファイルをドロップしてください。</translation>
    </message>
    <message>
        <source>Save the session with its pictures</source>
        <translation>セッションを画像ごと保存</translation>
    </message>
    <message>
        <source>holds no pictures</source>
        <translation>画像がありません</translation>
    </message>
    <message>
        <source>Choose the folder that the pictures lie in themselves.</source>
        <translation>画像が直接入っているフォルダを選んでください。</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>ハイコントラスト</translation>
    </message>
    <message>
        <source>Black and white, with every edge drawn</source>
        <translation>白黒で、すべての縁を描きます</translation>
    </message>
    <message>
        <source>not now</source>
        <translation>今は使えません</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>最近使ったフォルダ</translation>
    </message>
</context>
<context>
    <name>rex::ui::PaletteModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
</context>
<context>
    <name>rex::ui::PictureView</name>
    <message>
        <source>Open a picture (%1), drop one here, or paste one (%2).</source>
        <translation>画像を開くか (%1)、ここにドロップするか、貼り付けてください (%2)。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Related words</source>
        <translation>関連する単語</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>領域 %1</translation>
    </message>
    <message>
        <source>Related patches</source>
        <translation>関連するパッチ</translation>
    </message>
    <message>
        <source>Related regions</source>
        <translation>関連する領域</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>パッチ</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>%1 行 %2 列</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>領域</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>表示内容</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>アテンション</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>関連度</translation>
    </message>
    <message>
        <source>%1 % of the maximum</source>
        <translation>最大値の %1 %</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>順位</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 個中 %1 位</translation>
    </message>
    <message>
        <source>Raw value</source>
        <translation>生の値</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>物体</translation>
    </message>
    <message>
        <source>%1 %2 (query %3)</source>
        <translation>%1 %2 (クエリ %3)</translation>
    </message>
    <message>
        <source>Pixel</source>
        <translation>ピクセル</translation>
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
        <translation>Alt+クリック：ほかも再び表示 (Shift+V)</translation>
    </message>
    <message>
        <source>Alt+click: show it alone (Shift+V)</source>
        <translation>Alt+クリック：単独で表示 (Shift+V)</translation>
    </message>
    <message>
        <source>Hide this object (V)</source>
        <translation>この物体を隠す (V)</translation>
    </message>
    <message>
        <source>Show this object (V)</source>
        <translation>この物体を表示 (V)</translation>
    </message>
</context>
<context>
    <name>rex::ui::PredictionModel</name>
    <message>
        <source>%1, probability %2</source>
        <translation>%1、確率 %2</translation>
    </message>
    <message>
        <source>%1, score %2</source>
        <translation>%1、スコア %2</translation>
    </message>
    <message>
        <source>%1, shown alone</source>
        <translation>%1、単独表示中</translation>
    </message>
    <message>
        <source>%1, shown</source>
        <translation>%1、表示中</translation>
    </message>
    <message>
        <source>%1, hidden</source>
        <translation>%1、非表示</translation>
    </message>
    <message>
        <source>%1
probability %2, raw score %3</source>
        <translation>%1
確率 %2、生のスコア %3</translation>
    </message>
    <message>
        <source>%1
score %2</source>
        <translation>%1
スコア %2</translation>
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
        <translation>bfloat16（層の乗算）</translation>
    </message>
    <message>
        <source>In which numbers linear layers and convolutions multiply. bfloat16 halves the weights and keeps the ranks of a map, not its last digits; everything else stays float32.</source>
        <translation>線形層と畳み込みの乗算に使う数値型です。bfloat16 では重みが半分の大きさになり、マップの順位は保たれますが、末尾の桁は保たれません。それ以外はすべて float32 のままです。</translation>
    </message>
    <message>
        <source>Not here: %1.</source>
        <translation>ここでは使用できません：%1。</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>General</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>ショートカットキー</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>図</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>システムに従う</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Begin with the drawing of the last time</source>
        <translation>前回の描画設定で開始</translation>
    </message>
    <message>
        <source>Opacity, colour map, scales, grid, contours, boxes and masks</source>
        <translation>不透明度、カラーマップ、スケール、グリッド、等高線、ボックス、マスク</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>描画</translation>
    </message>
    <message>
        <source>Back to the program’s own drawing</source>
        <translation>プログラム既定の描画に戻す</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに従う</translation>
    </message>
    <message>
        <source>Of the window. Errors, notes, names of methods and figures are English.</source>
        <translation>ウィンドウの言語です。エラー、注記、手法名、図は英語のままです。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>As many as help</source>
        <translation>自動（効果のある数まで）</translation>
    </message>
    <message>
        <source>How many threads compute; --threads and REX_THREADS come first</source>
        <translation>計算に使うスレッド数（--threads と REX_THREADS が優先）</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>スレッド</translation>
    </message>
    <message>
        <source>Language and threads take effect at the next start.</source>
        <translation>言語とスレッド数は次回の起動時に反映されます。</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>演算精度</translation>
    </message>
    <message>
        <source>Profiles of figures</source>
        <translation>図のプロファイル</translation>
    </message>
    <message>
        <source>Settings that were kept where figures are saved (%1). A double click renames one.</source>
        <translation>図の保存画面 (%1) で登録した設定です。ダブルクリックで名前を変更できます。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>A quarter of what is free</source>
        <translation>空きメモリの 4 分の 1</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>What a model keeps of further passes, so that another target or method costs less</source>
        <translation>別のターゲットや手法の計算を軽くするために、モデルが追加のパスを保持する量</translation>
    </message>
    <message>
        <source>Graphs of the model</source>
        <translation>モデルの計算グラフ</translation>
    </message>
    <message>
        <source>From the next model that is opened on.</source>
        <translation>次に開くモデルから反映されます。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>消去</translation>
    </message>
    <message>
        <source>Remove these files; they are made again when they are wanted</source>
        <translation>これらのファイルを削除（必要になれば再作成されます）</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作とショートカットキー</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新しいキー</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>割り当て</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>リセット</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>すべてリセット</translation>
    </message>
    <message>
        <source>Type a key into the field, then Set; an empty field takes it away.</source>
        <translation>欄にキーを入力して「割り当て」を押します。空欄にすると割り当てを解除します。</translation>
    </message>
    <message>
        <source>%1 is free.</source>
        <translation>%1 は未使用です。</translation>
    </message>
    <message>
        <source>%1 is the key of “%2”, which will have none.</source>
        <translation>%1 は「%2」のキーです。割り当てると、そちらのキーはなくなります。</translation>
    </message>
    <message>
        <source>Place of both</source>
        <translation>両方の保存場所</translation>
    </message>
    <message>
        <source>Sizes and place take effect at the next start.</source>
        <translation>サイズと場所は次回の起動時に反映されます。</translation>
    </message>
    <message>
        <source>As much as the files may take; the oldest go first</source>
        <translation>ファイルが使用できる容量です。古いものから削除されます</translation>
    </message>
    <message>
        <source>at most %1 MB</source>
        <translation>最大 %1 MB</translation>
    </message>
    <message>
        <source>at most %1 GB</source>
        <translation>最大 %1 GB</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Keep these files in another folder; what is in the old one stays there</source>
        <translation>これらのファイルを別のフォルダに保存します。古いフォルダの内容はそのまま残ります</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>既定</translation>
    </message>
    <message>
        <source>Keep these files in the cache folder of the system</source>
        <translation>これらのファイルをシステムのキャッシュフォルダに保存します</translation>
    </message>
    <message>
        <source>The cache folder of the system</source>
        <translation>システムのキャッシュフォルダ</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>フォルダの選択</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>ハイコントラスト</translation>
    </message>
</context>
<context>
    <name>rex::ui::SanityPanel</name>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save the numbers as a table, or the maps as a figure</source>
        <translation>数値を表として、またはマップを図として保存</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>再検査</translation>
    </message>
    <message>
        <source>Check this map</source>
        <translation>このマップを検査</translation>
    </message>
    <message>
        <source>The model forgets: %1 of %2 layers are random…</source>
        <translation>モデルが忘却中：%2 層中 %1 層がランダムです…</translation>
    </message>
    <message>
        <source>Finding the order of the layers…</source>
        <translation>層の順序を調べています…</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 layers.</source>
        <translation>%2 層中 %1 層で停止しました。</translation>
    </message>
    <message>
        <source>Does the map follow what the model learnt? This gives its layers random weights, from the answer down, and makes the map again: it should change.</source>
        <translation>マップはモデルが学習した内容に従っていますか？ 回答側から順に層の重みをランダムにして、マップを作り直します。マップは変化するはずです。</translation>
    </message>
</context>
<context>
    <name>rex::ui::SanityStrip</name>
    <message>
        <source>Maps while the model forgets</source>
        <translation>モデルが忘れていく間のマップ</translation>
    </message>
    <message>
        <source>as learnt</source>
        <translation>学習済み</translation>
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
        <translation>図を保存</translation>
    </message>
    <message>
        <source>Figures (*.png *.svg *.pdf)</source>
        <translation>図 (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Caption: how it was made</source>
        <translation>キャプション：作成方法</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>単語</translation>
    </message>
    <message>
        <source>The picture alone as first panel</source>
        <translation>先頭のパネルに元画像</translation>
    </message>
    <message>
        <source>Faithfulness curves</source>
        <translation>忠実性の曲線</translation>
    </message>
    <message>
        <source>Transparent ground</source>
        <translation>透明な背景</translation>
    </message>
    <message>
        <source>Preview of the figure</source>
        <translation>図のプレビュー</translation>
    </message>
    <message>
        <source>Keep…</source>
        <translation>登録…</translation>
    </message>
    <message>
        <source>Keep these settings under a name; Preferences rename and remove them</source>
        <translation>これらの設定に名前を付けて登録（名前の変更と削除は「設定」で）</translation>
    </message>
    <message>
        <source>%1 dpi</source>
        <translation>%1 dpi</translation>
    </message>
    <message>
        <source>As wide as fits</source>
        <translation>内容に合わせた幅</translation>
    </message>
    <message>
        <source>One column, 3.5 inches</source>
        <translation>1 段、3.5 インチ</translation>
    </message>
    <message>
        <source>Two columns, 7 inches</source>
        <translation>2 段、7 インチ</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Size of titles; all other letters in proportion</source>
        <translation>タイトルの文字サイズ（ほかの文字も比例して変わります）</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>プロファイル</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>As set here</source>
        <translation>ここでの設定</translation>
    </message>
    <message>
        <source>%1 inches</source>
        <translation>%1 インチ</translation>
    </message>
    <message>
        <source>Keep the settings</source>
        <translation>設定を登録</translation>
    </message>
    <message>
        <source>Name of the profile; one of the same name is replaced</source>
        <translation>プロファイルの名前（同じ名前のものは置き換えられます）</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 は既に存在します。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>上書き</translation>
    </message>
</context>
<context>
    <name>rex::ui::SavePath</name>
    <message>
        <source>The extension chooses the format: .png, .svg or .pdf</source>
        <translation>拡張子で形式が決まります：.png、.svg、または .pdf</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>参照…</translation>
    </message>
</context>
<context>
    <name>rex::ui::ScaleDialog</name>
    <message>
        <source>Scale of the heat</source>
        <translation>ヒートマップのスケール</translation>
    </message>
    <message>
        <source>The value at this end of the colours, for every map and picture alike</source>
        <translation>カラースケールのこの端の値（すべてのマップと画像に共通）</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>最大値</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>最小値</translation>
    </message>
    <message>
        <source>Below 1 what is weak is drawn stronger, above 1 weaker</source>
        <translation>1 未満では弱い値が強く、1 より大きいと弱く描画されます</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>ガンマ</translation>
    </message>
    <message>
        <source>Each map its own</source>
        <translation>マップごとに設定</translation>
    </message>
</context>
<context>
    <name>rex::ui::SecondPicture</name>
    <message>
        <source>%1
Click to choose another; Delete takes it away.</source>
        <translation>%1
クリックで別の画像を選択、Delete で取り外します。</translation>
    </message>
    <message>
        <source>Second picture: %1</source>
        <translation>2 枚目の画像：%1</translation>
    </message>
    <message>
        <source>Drop a second picture here,
or choose one…</source>
        <translation>2 枚目の画像をここにドロップ、
または選択…</translation>
    </message>
    <message>
        <source>The map then shows which parts of the first picture make the two alike.</source>
        <translation>選択すると、1 枚目の画像のどの部分が両者を似せているかをマップに表示します。</translation>
    </message>
    <message>
        <source>Second picture: none. Choose one</source>
        <translation>2 枚目の画像：なし（選択してください）</translation>
    </message>
    <message>
        <source>Take the second picture away</source>
        <translation>2 枚目の画像を取り外す</translation>
    </message>
</context>
<context>
    <name>rex::ui::Session</name>
    <message>
        <source>Left out of the comparison: %1.</source>
        <translation>比較から除外しました：%1。</translation>
    </message>
    <message>
        <source>Left out of what was pinned: %1.</source>
        <translation>ピン留めから除外しました：%1。</translation>
    </message>
    <message>
        <source>The model&apos;s weights have changed since the session was saved: they were %1, they are %2.</source>
        <translation>セッションの保存後にモデルの重みが変わりました：保存時は %1、現在は %2 です。</translation>
    </message>
    <message>
        <source>reading the picture</source>
        <translation>画像を読み込み中</translation>
    </message>
    <message>
        <source>reading the second picture</source>
        <translation>2 枚目の画像を読み込み中</translation>
    </message>
</context>
<context>
    <name>rex::ui::TextDialog</name>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
</context>
<context>
    <name>rex::ui::TokenStrip</name>
    <message>
        <source>Words coloured by relevance</source>
        <translation>関連度で色付けした単語</translation>
    </message>
    <message>
        <source>%1: raw %2, left out of the colours’ scale</source>
        <translation>%1：生の値 %2、カラースケールの対象外</translation>
    </message>
    <message>
        <source>%1: %2 % of the scale (%3; raw %4)</source>
        <translation>%1：スケールの %2 % (%3、生の値 %4)</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>pieces: %1</source>
        <translation>サブワード：%1</translation>
    </message>
    <message>
        <source>, held</source>
        <translation>、固定中</translation>
    </message>
    <message>
        <source>special token</source>
        <translation>特殊トークン</translation>
    </message>
    <message>
        <source>%1 % of the scale</source>
        <translation>スケールの %1 %</translation>
    </message>
</context>
<context>
    <name>rex::ui::WordMatrix</name>
    <message>
        <source>Which word looks where</source>
        <translation>どの単語がどこを見ているか</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Looks at</source>
        <translation>見ている場所</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>単語</translation>
    </message>
    <message>
        <source>Relevance, %</source>
        <translation>関連度 (%)</translation>
    </message>
    <message>
        <source>Of the word for the answer, in percent of the largest</source>
        <translation>回答に対する単語の関連度（最大値に対する百分率）</translation>
    </message>
    <message>
        <source>Explain something first.</source>
        <translation>先に何かを説明してください。</translation>
    </message>
    <message>
        <source>Words and picture do not look at each other in this model, or this method says nothing of single tokens.</source>
        <translation>このモデルでは単語と画像が互いを見ていないか、この手法では個々のトークンについて示せません。</translation>
    </message>
    <message>
        <source>Which word looks where, for models that read words and see a picture.</source>
        <translation>どの単語がどこを見ているかを表示します（単語と画像の両方を入力とするモデル用）。</translation>
    </message>
</context>
</TS>
