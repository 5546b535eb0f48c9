<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Answer</name>
    <message>
        <source>nothing found</source>
        <translation>未找到任何物体</translation>
    </message>
</context>
<context>
    <name>CacheText</name>
    <message>
        <source>Small pictures</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>Regions found</source>
        <translation>找到的区域</translation>
    </message>
    <message>
        <source>Nothing is kept</source>
        <translation>未保留任何内容</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1 in %2</source>
        <translation>
            <numerusform>%n 个文件，%1，位于 %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CarriedText</name>
    <message>
        <source>a file that it carries is damaged: %1</source>
        <translation>其中携带的文件已损坏：%1</translation>
    </message>
    <message>
        <source>Save the session anew where it was made.</source>
        <translation>请在创建该会话的机器上重新保存。</translation>
    </message>
    <message>
        <source>its hash</source>
        <translation>其哈希值</translation>
    </message>
    <message>
        <source>its base64</source>
        <translation>其 base64 编码</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Put it back, or save the session without its pictures.</source>
        <translation>请将其放回原处，或保存不含图像的会话。</translation>
    </message>
    <message>
        <source>is too much for the session file, which carries at most %1</source>
        <translation>对于会话文件来说过大，其最多携带 %1</translation>
    </message>
    <message>
        <source>Save the session without its pictures.</source>
        <translation>请保存不含图像的会话。</translation>
    </message>
    <message>
        <source>changed while it was read</source>
        <translation>在读取过程中发生了变化</translation>
    </message>
    <message>
        <source>Save the session once more.</source>
        <translation>请再次保存会话。</translation>
    </message>
</context>
<context>
    <name>ExportText</name>
    <message>
        <source>is no format for numbers</source>
        <translation>不是可用的数值格式</translation>
    </message>
    <message>
        <source>Choose .safetensors, .npz, .csv or .json.</source>
        <translation>请选择 .safetensors、.npz、.csv 或 .json。</translation>
    </message>
</context>
<context>
    <name>FigureText</name>
    <message>
        <source>There is nothing to compare</source>
        <translation>没有可比较的内容</translation>
    </message>
    <message>
        <source>Pin an explanation first.</source>
        <translation>请先固定一个解释。</translation>
    </message>
    <message>
        <source>There is no explanation yet</source>
        <translation>尚无解释</translation>
    </message>
    <message>
        <source>Open a model and what it should explain first.</source>
        <translation>请先打开模型以及要解释的内容。</translation>
    </message>
    <message>
        <source>The map was not checked yet</source>
        <translation>该热力图尚未检查</translation>
    </message>
    <message>
        <source>Check it first.</source>
        <translation>请先检查。</translation>
    </message>
</context>
<context>
    <name>PrintText</name>
    <message>
        <source>The printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Choose another printer or file.</source>
        <translation>请选择其他打印机或文件。</translation>
    </message>
    <message>
        <source>takes no page</source>
        <translation>无法接收页面</translation>
    </message>
    <message>
        <source>the page could not be printed</source>
        <translation>页面无法打印</translation>
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
        <translation>%1 英寸</translation>
    </message>
    <message>
        <source>%1 pt</source>
        <translation>%1 pt</translation>
    </message>
    <message>
        <source>transparent</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>picture alone</source>
        <translation>单独图像</translation>
    </message>
    <message>
        <source>words</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>caption</source>
        <translation>图注</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>不含 %1</translation>
    </message>
</context>
<context>
    <name>SessionText</name>
    <message>
        <source>Open a .rexsession file that this program saved.</source>
        <translation>请打开由本程序保存的 .rexsession 文件。</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 已不存在</translation>
    </message>
    <message>
        <source>Put it back, or beside the session file.</source>
        <translation>请将其放回原处，或放到会话文件旁边。</translation>
    </message>
    <message>
        <source>%1 is no file</source>
        <translation>%1 不是文件</translation>
    </message>
    <message>
        <source>Put the old file back, or save the session anew.</source>
        <translation>请放回原文件，或重新保存会话。</translation>
    </message>
    <message>
        <source>%1 has changed since the session was saved.</source>
        <translation>自会话保存后，%1 已更改。</translation>
    </message>
    <message>
        <source>The session was computed in %1, here it is in float32: %2.</source>
        <translation>会话原以 %1 计算，此处以 float32 计算：%2。</translation>
    </message>
    <message>
        <source>The picture was pasted and is in no file yet</source>
        <translation>该图像是粘贴的，尚未保存在任何文件中</translation>
    </message>
    <message>
        <source>Save it first; the session names its file.</source>
        <translation>请先保存图像；会话需要引用其文件。</translation>
    </message>
    <message>
        <source>The second picture is in no file yet</source>
        <translation>第二张图像尚未保存在任何文件中</translation>
    </message>
    <message numerus="yes">
        <source>%n pinned explanation(s) left out: the picture was pasted and is in no file.</source>
        <translation>
            <numerusform>未包含 %n 个固定的解释：其图像是粘贴的，未保存在任何文件中。</numerusform>
        </translation>
    </message>
    <message>
        <source>was saved by a newer version of this program</source>
        <translation>由本程序的更新版本保存</translation>
    </message>
    <message>
        <source>Open it with that version.</source>
        <translation>请用该版本打开。</translation>
    </message>
    <message>
        <source>is no session file of this version</source>
        <translation>不是此版本的会话文件</translation>
    </message>
    <message>
        <source>is damaged: %1</source>
        <translation>已损坏：%1</translation>
    </message>
</context>
<context>
    <name>ShownText</name>
    <message>
        <source>%1, mean of the layers</source>
        <translation>%1，各层平均</translation>
    </message>
    <message>
        <source>gradient-weighted attention</source>
        <translation>梯度加权注意力</translation>
    </message>
    <message>
        <source>raw attention</source>
        <translation>原始注意力</translation>
    </message>
    <message>
        <source>%1, mean of the heads: %2</source>
        <translation>%1，各注意力头平均：%2</translation>
    </message>
    <message>
        <source>%1, head %2: %3</source>
        <translation>%1，注意力头 %2：%3</translation>
    </message>
    <message>
        <source>what the selected word relates to</source>
        <translation>与选中词语相关的部分</translation>
    </message>
    <message>
        <source>what region %1 relates to</source>
        <translation>与区域 %1 相关的部分</translation>
    </message>
    <message>
        <source>what the patch in row %1, column %2 relates to</source>
        <translation>与第 %1 行第 %2 列图块相关的部分</translation>
    </message>
    <message>
        <source>relevance after %1</source>
        <translation>%1 之后的相关性</translation>
    </message>
    <message numerus="yes">
        <source>what %n patches or words relate to, summed</source>
        <translation>
            <numerusform>与 %n 个图块或词语相关的部分之和</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stack</name>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>Decoder ← picture</source>
        <translation>解码器 ← 图像</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Vision</source>
        <translation>视觉</translation>
    </message>
    <message>
        <source>Language ← vision</source>
        <translation>语言 ← 视觉</translation>
    </message>
    <message>
        <source>Vision ← language</source>
        <translation>视觉 ← 语言</translation>
    </message>
    <message>
        <source>Language, late</source>
        <translation>语言, 后期</translation>
    </message>
    <message>
        <source>Vision, late</source>
        <translation>视觉, 后期</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Text ← picture</source>
        <translation>文本 ← 图像</translation>
    </message>
    <message>
        <source>Pooling ← picture</source>
        <translation>池化 ← 图像</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>opening the model</source>
        <translation>正在打开模型</translation>
    </message>
    <message>
        <source>reading the weights&apos; names</source>
        <translation>正在读取权重名称</translation>
    </message>
    <message>
        <source>building the model</source>
        <translation>正在构建模型</translation>
    </message>
    <message>
        <source>reading vocabulary and labels</source>
        <translation>正在读取词表和标签</translation>
    </message>
    <message>
        <source>preparing the input</source>
        <translation>正在准备输入</translation>
    </message>
    <message>
        <source>looking for regions</source>
        <translation>正在查找区域</translation>
    </message>
    <message>
        <source>looking at the picture</source>
        <translation>正在分析图像</translation>
    </message>
    <message>
        <source>proposing regions</source>
        <translation>正在生成候选区域</translation>
    </message>
    <message>
        <source>running the model</source>
        <translation>正在运行模型</translation>
    </message>
    <message>
        <source>relevance pass</source>
        <translation>正在计算相关性</translation>
    </message>
    <message>
        <source>relevance of the maps</source>
        <translation>正在计算各图的相关性</translation>
    </message>
    <message>
        <source>gradients of the attention</source>
        <translation>正在计算注意力梯度</translation>
    </message>
    <message>
        <source>explaining what is pinned</source>
        <translation>正在解释固定项</translation>
    </message>
    <message>
        <source>waiting for the hub</source>
        <translation>正在等待 Hub</translation>
    </message>
    <message>
        <source>letting it answer once</source>
        <translation>正在试运行一次</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>正在保存</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>A visual explorer of Transformer decisions</source>
        <translation>Transformer 决策的可视化探索工具</translation>
    </message>
    <message>
        <source>Model to begin with: a folder, or a name that rex models lists</source>
        <translation>初始模型：文件夹，或 rex models 列出的名称</translation>
    </message>
    <message>
        <source>Question, caption or text; repeatable</source>
        <translation>问题、描述或文本；可重复</translation>
    </message>
    <message>
        <source>How many threads compute (else REX_THREADS)</source>
        <translation>用于计算的线程数（未指定时取 REX_THREADS）</translation>
    </message>
    <message>
        <source>A window of its own, also where one is open, which else opens the file</source>
        <translation>新开一个独立窗口，即使已有窗口打开（否则由该窗口打开文件）</translation>
    </message>
    <message>
        <source>Language of the window: %1 (else what Preferences say, else LANG)</source>
        <translation>窗口语言：%1（否则依首选项，再否则依 LANG）</translation>
    </message>
    <message>
        <source>A picture, a folder of pictures, a model folder or a session file</source>
        <translation>图像、图像文件夹、模型文件夹或会话文件</translation>
    </message>
</context>
<context>
    <name>rex::ui::AnswerPanel</name>
    <message>
        <source>Search a class…</source>
        <translation>搜索类别…</translation>
    </message>
    <message>
        <source>Search a class</source>
        <translation>搜索类别</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Click an answer to see why (%1 %2)</source>
        <translation>单击答案查看其依据（%1 %2）</translation>
    </message>
    <message>
        <source>Least confidence of the detections shown</source>
        <translation>所显示检测结果的最低置信度</translation>
    </message>
    <message>
        <source>Confidence ≥ %1</source>
        <translation>置信度 ≥ %1</translation>
    </message>
    <message>
        <source>Why is it, or not, a…</source>
        <translation>为什么是（或不是）…</translation>
    </message>
    <message>
        <source>Explain the chosen query as another class</source>
        <translation>将所选查询按其他类别解释</translation>
    </message>
    <message>
        <source>Find any class by name (%1); Enter explains it</source>
        <translation>按名称查找任意类别（%1）；按 Enter 解释</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Before → after</source>
        <translation>之前 → 之后</translation>
    </message>
    <message>
        <source>Detected objects</source>
        <translation>检测到的物体</translation>
    </message>
    <message>
        <source>How well each caption fits</source>
        <translation>各描述的匹配程度</translation>
    </message>
    <message>
        <source>The model&apos;s answers appear here.</source>
        <translation>模型的答案将显示在此处。</translation>
    </message>
    <message>
        <source>Nothing is called “%1”.</source>
        <translation>没有名为“%1”的项。</translation>
    </message>
    <message>
        <source>The model is not that sure of any object. Lower the confidence.</source>
        <translation>模型对任何物体都没有这么高的把握。请降低置信度。</translation>
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
        <translation>阈值</translation>
    </message>
    <message>
        <source>How much of the weaker relevance is left out</source>
        <translation>略去多少较弱的相关性</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>颜色映射</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1；%2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Opacity of the heat: %1 %</source>
        <translation>热力图不透明度：%1%</translation>
    </message>
    <message>
        <source>top %1 %</source>
        <translation>最强 %1%</translation>
    </message>
    <message>
        <source>≥ %1 %</source>
        <translation>≥ %1%</translation>
    </message>
</context>
<context>
    <name>rex::ui::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>rex::ui::BrushBar</name>
    <message>
        <source>What shows in the place of patches. Black is itself something to see; the mean colour and a blur less so.</source>
        <translation>用什么填充被移除的图块。黑色本身也是可见内容；平均颜色和模糊的影响较小。</translation>
    </message>
    <message>
        <source>What shows in the place of patches</source>
        <translation>用什么填充被移除的图块</translation>
    </message>
    <message>
        <source>Mean colour</source>
        <translation>平均颜色</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黑色</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Neighbours (ROAD)</source>
        <translation>邻域（ROAD）</translation>
    </message>
    <message numerus="yes">
        <source>%n patch(es)</source>
        <translation>
            <numerusform>%n 个图块</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n region(s)</source>
        <translation>
            <numerusform>%n 个区域</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message numerus="yes">
        <source>the word(s) %1</source>
        <translation>
            <numerusform>词语%1</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n 个词语</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1和%2</translation>
    </message>
    <message>
        <source>Paint what should not be there, or click words. Ctrl draws a box, Shift puts back, Shift+wheel sizes the brush.</source>
        <translation>涂抹要移除的部分，或单击词语。按住 Ctrl 画框，Shift 放回，Shift+滚轮调整画笔大小。</translation>
    </message>
    <message>
        <source>Without %1 …</source>
        <translation>移除 %1 后…</translation>
    </message>
    <message>
        <source>Without %1: %2 %3.</source>
        <translation>移除 %1 后：%2 %3。</translation>
    </message>
    <message>
        <source>Without %1.</source>
        <translation>移除 %1 后。</translation>
    </message>
</context>
<context>
    <name>rex::ui::Canvas</name>
    <message>
        <source>Picture with heat map</source>
        <translation>带热力图的图像</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>区域 %1</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>第 %1 行，第 %2 列</translation>
    </message>
    <message>
        <source>%1 % of the scale</source>
        <translation>标度的 %1%</translation>
    </message>
</context>
<context>
    <name>rex::ui::CommandPalette</name>
    <message>
        <source>Everything by name</source>
        <translation>按名称查找</translation>
    </message>
    <message>
        <source>An action, model, picture, method, answer or word…</source>
        <translation>操作、模型、图像、方法、答案或词语…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>匹配项</translation>
    </message>
    <message>
        <source>Nothing has such a name.</source>
        <translation>没有匹配的名称。</translation>
    </message>
</context>
<context>
    <name>rex::ui::ComparePanel</name>
    <message>
        <source>Unpin</source>
        <translation>取消固定</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>rex::ui::CompareView</name>
    <message>
        <source>Compare methods or targets: choose them above, or pin an explanation (%1) and change anything.</source>
        <translation>比较方法或解释目标：在上方选择，或固定一个解释（%1）后再作更改。</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Explain the same target by other methods</source>
        <translation>用其他方法解释同一目标</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>解释目标</translation>
    </message>
    <message>
        <source>Explain other targets by the same method</source>
        <translation>用同一方法解释其他目标</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>first − second, each over its maximum</source>
        <translation>第一个 − 第二个，各除以自身最大值</translation>
    </message>
</context>
<context>
    <name>rex::ui::ContactSheetDialog</name>
    <message>
        <source>Transparent ground</source>
        <translation>透明背景</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>图像总览</translation>
    </message>
    <message>
        <source>Pictures in a row; the page is as wide as that of a paper</source>
        <translation>每行图像数；页面宽度与论文相同</translation>
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
        <translation>保存图像总览</translation>
    </message>
    <message>
        <source>Figures (*.png *.svg *.pdf)</source>
        <translation>插图 (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Explained</source>
        <translation>解释目标</translation>
    </message>
    <message>
        <source>In a row</source>
        <translation>每行数量</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message numerus="yes">
        <source>All %n in “%1”</source>
        <translation>
            <numerusform>“%1”中的全部 %n 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n of the gallery</source>
        <translation>
            <numerusform>图库中的全部 %n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>The best answer of each picture</source>
        <translation>每张图像的最佳答案</translation>
    </message>
    <message>
        <source>“%1” in each picture</source>
        <translation>每张图像中的“%1”</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
</context>
<context>
    <name>rex::ui::DetailsPanel</name>
    <message>
        <source>Point at the picture or a word: its value and what it relates to appear here.</source>
        <translation>将指针移到图像或词语上：其数值及与之相关的部分将显示在此处。</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>rex::ui::DockTitle</name>
    <message>
        <source>Hide %1 (the Window menu brings it back)</source>
        <translation>隐藏“%1”（可从“视图”菜单恢复）</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>隐藏“%1”</translation>
    </message>
</context>
<context>
    <name>rex::ui::FaithfulnessPanel</name>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Probability of the answer while the input goes</source>
        <translation>移除输入时答案的概率</translation>
    </message>
    <message>
        <source>Area: between the two curves of this map (symmetric relevance gain), 0 as if by chance, higher is better</source>
        <translation>面积：此热力图两条曲线之间的面积（对称相关性增益），0 表示与随机相当，越高越好</translation>
    </message>
    <message>
        <source>What is removed</source>
        <translation>移除什么</translation>
    </message>
    <message>
        <source>What the map lies on</source>
        <translation>热力图所在部分</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Patches</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>What stands in the place of removed patches. The curves differ: black patches are themselves something to see, the mean and a blur less so.</source>
        <translation>用什么填充被移除的图块。曲线会因此不同：黑色图块本身也是可见内容，平均颜色和模糊的影响较小。</translation>
    </message>
    <message>
        <source>What stands in the place of removed patches</source>
        <translation>用什么填充被移除的图块</translation>
    </message>
    <message>
        <source>Mean colour</source>
        <translation>平均颜色</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黑色</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Neighbours (ROAD)</source>
        <translation>邻域（ROAD）</translation>
    </message>
    <message>
        <source>Save the curves as a table, or as a figure for a paper</source>
        <translation>将曲线保存为表格，或保存为论文插图</translation>
    </message>
    <message>
        <source>raw attention</source>
        <translation>原始注意力</translation>
    </message>
    <message>
        <source>least first</source>
        <translation>先移除最不相关</translation>
    </message>
    <message>
        <source>most first</source>
        <translation>先移除最相关</translation>
    </message>
    <message>
        <source> Area %1.</source>
        <translation> 面积 %1。</translation>
    </message>
    <message>
        <source> %1 %…</source>
        <translation> %1%…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>Explain something first.</source>
        <translation>请先作一次解释。</translation>
    </message>
    <message>
        <source>most relevant first</source>
        <translation>先移除最相关</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The probability of the answer (up) while more and more of the input goes (right): the most relevant for this map first, the least relevant first, by raw attention and by each map that is compared or pinned (its own answer) the most relevant first, and by chance</source>
        <translation>答案的概率（纵轴）随输入逐渐移除（横轴）的变化：对此热力图最相关者优先、最不相关者优先，按原始注意力及每个用于比较或已固定的热力图（针对其自身答案）最相关者优先，以及随机移除</translation>
    </message>
</context>
<context>
    <name>rex::ui::HeadGrid</name>
    <message>
        <source>What every head of every layer looks at appears here.</source>
        <translation>每一层每个注意力头所关注的内容将显示在此处。</translation>
    </message>
    <message>
        <source>Stacks of layers</source>
        <translation>层组</translation>
    </message>
    <message>
        <source>Layers and heads</source>
        <translation>层与注意力头</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>Attention weighted by its gradient, (∇A ⊙ A)⁺, instead of raw attention</source>
        <translation>显示按梯度加权的注意力 (∇A ⊙ A)⁺，而非原始注意力</translation>
    </message>
    <message>
        <source>Own scales</source>
        <translation>各自标度</translation>
    </message>
    <message>
        <source>Scale every cell by its own maximum</source>
        <translation>每个单元格按自身最大值缩放</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Heads that carry most first, as the sum of what is shown over the layers</source>
        <translation>贡献最大的注意力头排在前面，依据所显示数值在各层的总和</translation>
    </message>
</context>
<context>
    <name>rex::ui::HeadModel</name>
    <message>
        <source>mean of the layers</source>
        <translation>各层平均</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>%1, mean of the heads</source>
        <translation>%1，各注意力头平均</translation>
    </message>
    <message>
        <source>%1, head %2</source>
        <translation>%1，注意力头 %2</translation>
    </message>
    <message>
        <source>%1: mean %2</source>
        <translation>%1：平均值 %2</translation>
    </message>
    <message>
        <source>Head %1</source>
        <translation>注意力头 %1</translation>
    </message>
    <message>
        <source>Click for the mean of the layers</source>
        <translation>单击查看各层平均</translation>
    </message>
    <message>
        <source>Click for the mean of the heads</source>
        <translation>单击查看各注意力头平均</translation>
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
        <translation>图像</translation>
    </message>
    <message>
        <source>Search pictures…</source>
        <translation>搜索图像…</translation>
    </message>
    <message>
        <source>Search pictures</source>
        <translation>搜索图像</translation>
    </message>
    <message>
        <source>Size of the pictures; a double click gives the usual one back</source>
        <translation>图像大小；双击恢复默认大小</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>图像大小</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>打开图像…</translation>
    </message>
    <message>
        <source>Second picture</source>
        <translation>第二张图像</translation>
    </message>
    <message>
        <source>This model has no classifier. With a second picture its map shows which parts make the two alike.</source>
        <translation>此模型没有分类器。提供第二张图像后，热力图会显示哪些部分使两者相似。</translation>
    </message>
    <message>
        <source>A second sentence, for models trained on pairs</source>
        <translation>第二个句子，适用于以句对训练的模型</translation>
    </message>
    <message>
        <source>Second sentence</source>
        <translation>第二个句子</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>One caption on each line</source>
        <translation>每行一条描述</translation>
    </message>
    <message>
        <source>What the picture may show…</source>
        <translation>图像可能显示的内容…</translation>
    </message>
    <message>
        <source>Ask about the picture…</source>
        <translation>就图像提问…</translation>
    </message>
    <message>
        <source>Type a text…</source>
        <translation>输入文本…</translation>
    </message>
    <message>
        <source>Enter runs; Shift+Enter begins another caption.</source>
        <translation>按 Enter 运行；Shift+Enter 另起一条描述。</translation>
    </message>
    <message>
        <source>Enter runs, a pause in typing as well.</source>
        <translation>按 Enter 运行，输入停顿时也会运行。</translation>
    </message>
    <message>
        <source>Close the folder: scenes and recent pictures again</source>
        <translation>关闭文件夹：重新显示场景和最近的图像</translation>
    </message>
    <message>
        <source>Close the folder</source>
        <translation>关闭文件夹</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n picture(s))</source>
        <translation>
            <numerusform>%1（%n 张图像）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rex::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>rex::ui::LayerFilm</name>
    <message>
        <source>Relevancy after each layer</source>
        <translation>每层之后的相关性</translation>
    </message>
    <message>
        <source>How relevance grows from layer to layer appears here.</source>
        <translation>相关性逐层增长的过程将显示在此处。</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>what its heads look at</source>
        <translation>其注意力头所关注的内容</translation>
    </message>
    <message>
        <source>most at row %1, column %2</source>
        <translation>最强处：第 %1 行，第 %2 列</translation>
    </message>
    <message>
        <source>most at token %1</source>
        <translation>最强处：词元 %1</translation>
    </message>
    <message>
        <source>most at region %1</source>
        <translation>最强处：区域 %1</translation>
    </message>
    <message>
        <source>First layer that counts: drag it (Ctrl+← Ctrl+→); a double click gives it back</source>
        <translation>计入的第一层：可拖动（Ctrl+← Ctrl+→）；双击复位</translation>
    </message>
    <message>
        <source>Last layer that counts: drag it (Ctrl+Shift+← Ctrl+Shift+→); a double click gives it back</source>
        <translation>计入的最后一层：可拖动（Ctrl+Shift+← Ctrl+Shift+→）；双击复位</translation>
    </message>
    <message>
        <source>%1: what its heads look at (mean). No row that is read lies here, or the layer is left out.</source>
        <translation>%1：其注意力头所关注的内容（平均）。此处没有被读取的行，或该层已排除。</translation>
    </message>
    <message>
        <source>%1 (← →)</source>
        <translation>%1（← →）</translation>
    </message>
</context>
<context>
    <name>rex::ui::LayerStrip</name>
    <message>
        <source>Stacks of layers in the film</source>
        <translation>逐层视图中的层组</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>the last</source>
        <translation>最后一层</translation>
    </message>
    <message>
        <source>All layers count. Drag the flags to leave some out.</source>
        <translation>所有层均计入。拖动旗标可排除部分层。</translation>
    </message>
    <message>
        <source>Layers %1 to %2 count</source>
        <translation>计入的层：%1 至 %2</translation>
    </message>
    <message>
        <source>Layers %1 to %2 count. A double click on a flag gives it back.</source>
        <translation>计入的层：%1 至 %2。双击旗标可复位。</translation>
    </message>
</context>
<context>
    <name>rex::ui::Library</name>
    <message>
        <source>a region detector</source>
        <translation>区域检测器</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>正在查询 Hub…</translation>
    </message>
    <message>
        <source>its owner states none</source>
        <translation>发布者未注明</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n 个文件，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no home folder for models.</source>
        <translation>没有可存放模型的主文件夹。</translation>
    </message>
    <message>
        <source>waiting for its turn</source>
        <translation>正在排队</translation>
    </message>
    <message>
        <source>It is here, but cannot be used: %1</source>
        <translation>已在本机，但无法使用：%1</translation>
    </message>
    <message>
        <source>Fetched and tried out: %1</source>
        <translation>已下载并试运行：%1</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>正在检查</translation>
    </message>
    <message numerus="yes">
        <source>All %n file(s) are as the hub promised.</source>
        <translation>
            <numerusform>全部 %n 个文件均与 Hub 所示一致。</numerusform>
        </translation>
    </message>
    <message>
        <source>Damaged: %1. Move it to the trash and fetch it again.</source>
        <translation>已损坏：%1。请将其移到回收站后重新下载。</translation>
    </message>
    <message>
        <source>moving to the trash</source>
        <translation>正在移到回收站</translation>
    </message>
    <message>
        <source>cannot be moved to the trash</source>
        <translation>无法移到回收站</translation>
    </message>
    <message>
        <source>Show the folder, and remove it there.</source>
        <translation>请显示该文件夹，并在那里删除。</translation>
    </message>
</context>
<context>
    <name>rex::ui::LibraryDialog</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Any repository: owner/name or its address</source>
        <translation>任意仓库：所有者/名称或其网址</translation>
    </message>
    <message>
        <source>A repository of the hub</source>
        <translation>Hub 上的仓库</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>List this repository; nothing is fetched yet</source>
        <translation>列出此仓库；暂不下载</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open this model in the window</source>
        <translation>在窗口中打开此模型</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Show where it lies</source>
        <translation>显示其所在位置</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Compare its files with the checksums that the hub promised</source>
        <translation>将其文件与 Hub 给出的校验和比较</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Move its folder to the trash</source>
        <translation>将其文件夹移到回收站</translation>
    </message>
    <message>
        <source>Get</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Fetch it from the hub</source>
        <translation>从 Hub 下载</translation>
    </message>
    <message>
        <source>Ask for size and licence</source>
        <translation>查询大小和许可证</translation>
    </message>
    <message>
        <source>Ask the hub; nothing is fetched</source>
        <translation>查询 Hub；不下载</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop for now; what has arrived is kept</source>
        <translation>暂时停止；保留已下载的部分</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop, and remove what has arrived</source>
        <translation>停止，并删除已下载的部分</translation>
    </message>
    <message>
        <source>Fetch what it lacks</source>
        <translation>下载所缺部分</translation>
    </message>
    <message>
        <source>Family: %1</source>
        <translation>系列：%1</translation>
    </message>
    <message>
        <source>On disk: %1</source>
        <translation>占用磁盘：%1</translation>
    </message>
    <message>
        <source>So far: %1</source>
        <translation>已下载：%1</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>大小：%1</translation>
    </message>
    <message>
        <source>the hub tells when asked</source>
        <translation>可向 Hub 查询</translation>
    </message>
    <message>
        <source>Licence: %1</source>
        <translation>许可证：%1</translation>
    </message>
    <message>
        <source>Last opened: %1</source>
        <translation>上次打开：%1</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>Looking at what is here…</source>
        <translation>正在查找本机内容…</translation>
    </message>
    <message>
        <source>No models yet: type a repository.</source>
        <translation>还没有模型：请输入仓库。</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>文件夹：%1</translation>
    </message>
    <message>
        <source>It cannot be opened: %1.</source>
        <translation>无法打开：%1。</translation>
    </message>
    <message>
        <source>It needs %1 to answer.</source>
        <translation>需要 %1 才能作答。</translation>
    </message>
    <message>
        <source>It is open: open another model first</source>
        <translation>该模型已打开：请先打开其他模型</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Get %1</source>
        <translation>下载 %1</translation>
    </message>
</context>
<context>
    <name>rex::ui::LibraryModel</name>
    <message>
        <source>waits</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Worth fetching</source>
        <translation>推荐下载</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>下载中</translation>
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
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare (%1)</source>
        <translation>比较（%1）</translation>
    </message>
    <message>
        <source>Save session as…</source>
        <translation>会话另存为…</translation>
    </message>
    <message>
        <source>Save the session to another file</source>
        <translation>将会话保存到另一个文件</translation>
    </message>
    <message>
        <source>Save history as script…</source>
        <translation>将历史保存为脚本…</translation>
    </message>
    <message>
        <source>Save a shell script that makes the figures of all views since the start</source>
        <translation>保存一个 shell 脚本，用于生成启动以来所有视图的插图</translation>
    </message>
    <message>
        <source>Save the history</source>
        <translation>保存历史</translation>
    </message>
    <message>
        <source>figures</source>
        <translation>figures</translation>
    </message>
    <message>
        <source>Scripts (*.sh)</source>
        <translation>脚本 (*.sh)</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Print the figure, as large as the page has room for</source>
        <translation>打印插图，在页面允许的范围内尽量放大</translation>
    </message>
    <message>
        <source>Contact sheet…</source>
        <translation>图像总览…</translation>
    </message>
    <message>
        <source>Save all pictures of the folder or of the gallery, each with its map, as one figure</source>
        <translation>将文件夹或图库中的所有图像连同各自的热力图保存为一张插图</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>上一张图像</translation>
    </message>
    <message>
        <source>Open the picture before in its folder; what is asked stays</source>
        <translation>打开文件夹中的上一张图像；所提问题不变</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>下一张图像</translation>
    </message>
    <message>
        <source>Open the picture after in its folder; what is asked stays</source>
        <translation>打开文件夹中的下一张图像；所提问题不变</translation>
    </message>
    <message>
        <source>The picture alone</source>
        <translation>仅显示图像</translation>
    </message>
    <message>
        <source>Fold all panels away, or bring them back</source>
        <translation>收起所有面板，或将其恢复</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>Choose colours, threads and keys</source>
        <translation>选择配色、线程数和快捷键</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation>诊断…</translation>
    </message>
    <message>
        <source>Say what this machine computes with, and what looks wrong</source>
        <translation>说明本机的计算环境及可能的问题</translation>
    </message>
    <message>
        <source>About…</source>
        <translation>关于…</translation>
    </message>
    <message>
        <source>Say versions and licences</source>
        <translation>显示版本和许可证</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Relevance Explorer %1, under the MIT licence.
Why a Transformer answered as it did: in the picture, in the words, layer by layer.

It stands on Qt %2 (LGPL 3; Qt Charts GPL 3), LibTorch (BSD 3), OpenCV (Apache 2), ICU (Unicode licence), nlohmann-json, yaml-cpp and CLI11 (MIT, MIT, BSD 3), libcurl (curl) and OpenSSL (Apache 2).

The methods are those of Chefer, Gur and Wolf (ICCV 2021, CVPR 2021) and of the authors whom the list of methods names. The painted scenes are made of Noto Color Emoji (SIL Open Font License 1.1).

Layer-wise relevance propagation, on which the LRP methods rest, may be patented: check before commercial use.</source>
        <translation>Relevance Explorer %1，采用 MIT 许可证。
为什么 Transformer 如此作答：在图像中、在词语中，逐层呈现。

本程序基于 Qt %2（LGPL 3；Qt Charts 为 GPL 3）、LibTorch（BSD 3）、OpenCV（Apache 2）、ICU（Unicode 许可证）、nlohmann-json、yaml-cpp 和 CLI11（MIT、MIT、BSD 3）、libcurl（curl）以及 OpenSSL（Apache 2）。

所用方法出自 Chefer、Gur 和 Wolf（ICCV 2021、CVPR 2021）以及方法列表中所列的作者。绘制的场景使用 Noto Color Emoji（SIL Open Font License 1.1）制作。

LRP 方法所依据的逐层相关性传播可能受专利保护：商业使用前请先核实。</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>图像…</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图像</translation>
    </message>
    <message>
        <source>Paste picture</source>
        <translation>粘贴图像</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>粘贴一张图像</translation>
    </message>
    <message>
        <source>Second picture…</source>
        <translation>第二张图像…</translation>
    </message>
    <message>
        <source>Open a second picture, for models without a head: which parts make the two alike</source>
        <translation>打开第二张图像，适用于没有分类头的模型：哪些部分使两者相似</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>模型…</translation>
    </message>
    <message>
        <source>Fetch, check and remove models</source>
        <translation>下载、检查和移除模型</translation>
    </message>
    <message>
        <source>Model folder…</source>
        <translation>模型文件夹…</translation>
    </message>
    <message>
        <source>Open a model folder</source>
        <translation>打开模型文件夹</translation>
    </message>
    <message>
        <source>Region features…</source>
        <translation>区域特征…</translation>
    </message>
    <message>
        <source>Open a file of region features, for models that read regions</source>
        <translation>打开区域特征文件，适用于读取区域的模型</translation>
    </message>
    <message>
        <source>Session…</source>
        <translation>会话…</translation>
    </message>
    <message>
        <source>Open a session</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Run with these words</source>
        <translation>以这些词语运行</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Back to the view before</source>
        <translation>返回上一个视图</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Forward to the view after</source>
        <translation>前进到下一个视图</translation>
    </message>
    <message>
        <source>Everything by name…</source>
        <translation>按名称查找…</translation>
    </message>
    <message>
        <source>Find any action, model, picture, method, answer, word or head by its name</source>
        <translation>按名称查找任意操作、模型、图像、方法、答案、词语或注意力头</translation>
    </message>
    <message>
        <source>Previous answer</source>
        <translation>上一个答案</translation>
    </message>
    <message>
        <source>Previous answer or object query</source>
        <translation>上一个答案或目标查询</translation>
    </message>
    <message>
        <source>Next answer</source>
        <translation>下一个答案</translation>
    </message>
    <message>
        <source>Next answer or object query</source>
        <translation>下一个答案或目标查询</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>搜索…</translation>
    </message>
    <message>
        <source>Search a class</source>
        <translation>搜索类别</translation>
    </message>
    <message>
        <source>Next region under the pointer</source>
        <translation>指针下的下一个区域</translation>
    </message>
    <message>
        <source>Of regions that lie over each other, the next larger</source>
        <translation>在相互重叠的区域中，切换到下一个更大的区域</translation>
    </message>
    <message>
        <source>Show on the picture</source>
        <translation>在图像上显示</translation>
    </message>
    <message>
        <source>Show or hide the object query</source>
        <translation>显示或隐藏该目标查询</translation>
    </message>
    <message>
        <source>Show alone</source>
        <translation>单独显示</translation>
    </message>
    <message>
        <source>Show the object query alone, or all again</source>
        <translation>单独显示该目标查询，或重新显示全部</translation>
    </message>
    <message>
        <source>Alt+click</source>
        <translation>Alt+单击</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Show all object queries</source>
        <translation>显示所有目标查询</translation>
    </message>
    <message>
        <source>Previous layer</source>
        <translation>上一层</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>下一层</translation>
    </message>
    <message>
        <source>Play the layers</source>
        <translation>逐层播放</translation>
    </message>
    <message>
        <source>Previous head</source>
        <translation>上一个注意力头</translation>
    </message>
    <message>
        <source>Next head</source>
        <translation>下一个注意力头</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Keep the strongest patches</source>
        <translation>保留最强的图块</translation>
    </message>
    <message>
        <source>Leave out what is below a share of the maximum, or keep the strongest patches: click to switch</source>
        <translation>略去低于最大值一定比例的部分，或保留最强的图块：单击切换</translation>
    </message>
    <message>
        <source>Exact patches</source>
        <translation>精确图块</translation>
    </message>
    <message>
        <source>Exact patches instead of smooth heat</source>
        <translation>显示精确图块，而非平滑热力图</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>等值线</translation>
    </message>
    <message>
        <source>Patch grid</source>
        <translation>图块网格</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>边界框</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>All masks</source>
        <translation>全部掩码</translation>
    </message>
    <message>
        <source>Masks of all confident queries</source>
        <translation>所有高置信度查询的掩码</translation>
    </message>
    <message>
        <source>Fit the picture</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100%</translation>
    </message>
    <message>
        <source>Show the picture at 100 %</source>
        <translation>以 100% 显示图像</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Keep this explanation for comparing</source>
        <translation>保留此解释以供比较</translation>
    </message>
    <message>
        <source>Explanations side by side</source>
        <translation>并排显示多个解释</translation>
    </message>
    <message>
        <source>Shared scale</source>
        <translation>统一标度</translation>
    </message>
    <message>
        <source>One colour scale for all panels instead of one each</source>
        <translation>所有面板使用同一颜色标度，而非各自的标度</translation>
    </message>
    <message>
        <source>Unpin all</source>
        <translation>全部取消固定</translation>
    </message>
    <message>
        <source>Unpin all explanations</source>
        <translation>取消固定所有解释</translation>
    </message>
    <message>
        <source>Save figure…</source>
        <translation>保存插图…</translation>
    </message>
    <message>
        <source>Save a figure</source>
        <translation>保存插图</translation>
    </message>
    <message>
        <source>Copy figure</source>
        <translation>复制插图</translation>
    </message>
    <message>
        <source>Copy the figure as a picture</source>
        <translation>将插图复制为图像</translation>
    </message>
    <message>
        <source>Export numbers…</source>
        <translation>导出数值…</translation>
    </message>
    <message>
        <source>Save the relevancies as numbers</source>
        <translation>将相关性保存为数值</translation>
    </message>
    <message>
        <source>Copy as rex command</source>
        <translation>复制为 rex 命令</translation>
    </message>
    <message>
        <source>Copy the rex command that makes this figure</source>
        <translation>复制生成此插图的 rex 命令</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>保存会话</translation>
    </message>
    <message>
        <source>Save the session to the file that it came from</source>
        <translation>将会话保存到其来源文件</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Colours as the system has them</source>
        <translation>使用系统的配色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色配色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色配色</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>显示这些快捷键</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>取消并清除</translation>
    </message>
    <message>
        <source>Cancel what runs, clear the selection</source>
        <translation>取消正在运行的任务，清除选中项</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop what runs</source>
        <translation>停止正在运行的任务</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Heat: %1</source>
        <translation>热力图：%1</translation>
    </message>
    <message>
        <source>Scale of the heat: %1</source>
        <translation>热力图标度：%1</translation>
    </message>
    <message>
        <source>Words: %1</source>
        <translation>词语：%1</translation>
    </message>
    <message>
        <source>Scale of the words: %1</source>
        <translation>词语标度：%1</translation>
    </message>
    <message>
        <source>as in the model’s paper</source>
        <translation>与模型论文一致</translation>
    </message>
    <message>
        <source>0 to maximum</source>
        <translation>0 至最大值</translation>
    </message>
    <message>
        <source>minimum to maximum</source>
        <translation>最小值至最大值</translation>
    </message>
    <message>
        <source>share of the sum</source>
        <translation>占总和的比例</translation>
    </message>
    <message>
        <source>signed, zero in the middle</source>
        <translation>带符号，零居中</translation>
    </message>
    <message>
        <source>There is nothing to save yet.</source>
        <translation>还没有可保存的内容。</translation>
    </message>
    <message>
        <source>Open a model and what it should explain first.</source>
        <translation>请先打开模型以及要解释的内容。</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n picture(s) as %1</source>
        <translation>
            <numerusform>已将 %n 张图像保存为 %1</numerusform>
        </translation>
    </message>
    <message>
        <source> and more, as the sheet says</source>
        <translation> 等，详见总览</translation>
    </message>
    <message numerus="yes">
        <source>Not on the contact sheet: %n picture(s).</source>
        <translation>
            <numerusform>%n 张图像未列入图像总览。</numerusform>
        </translation>
    </message>
    <message>
        <source>Six explanations are pinned already. Unpin one in Compare (%1) first.</source>
        <translation>已固定六个解释。请先在“比较”（%1）中取消固定一个。</translation>
    </message>
    <message>
        <source>The figure is on the clipboard.</source>
        <translation>插图已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Export numbers</source>
        <translation>导出数值</translation>
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
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>PDF figure (*.pdf)</source>
        <translation>PDF 插图 (*.pdf)</translation>
    </message>
    <message>
        <source>SVG figure (*.svg)</source>
        <translation>SVG 插图 (*.svg)</translation>
    </message>
    <message>
        <source>PNG figure (*.png)</source>
        <translation>PNG 插图 (*.png)</translation>
    </message>
    <message>
        <source>Save the curves</source>
        <translation>保存曲线</translation>
    </message>
    <message>
        <source>faithfulness</source>
        <translation>faithfulness</translation>
    </message>
    <message>
        <source>Save the sanity check</source>
        <translation>保存健全性检查</translation>
    </message>
    <message>
        <source>sanity</source>
        <translation>sanity</translation>
    </message>
    <message>
        <source>Try again…</source>
        <translation>重试…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图像</translation>
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
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The command lacks the picture, which was pasted and is in no file.</source>
        <translation>命令中缺少图像：该图像是粘贴的，未保存在任何文件中。</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>保存图像…</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Recent pictures</source>
        <translation>最近的图像</translation>
    </message>
    <message>
        <source>Recent sessions</source>
        <translation>最近的会话</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Scale of the heat</source>
        <translation>热力图标度</translation>
    </message>
    <message>
        <source>Scale of the words</source>
        <translation>词语标度</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>移动图像</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>解释(&amp;X)</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>解释目标</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Object query</source>
        <translation>目标查询</translation>
    </message>
    <message>
        <source>What is taken away</source>
        <translation>移除的部分</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>窗口(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Show the picture larger</source>
        <translation>放大显示图像</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Show the picture smaller</source>
        <translation>缩小显示图像</translation>
    </message>
    <message>
        <source>To the left</source>
        <translation>向左</translation>
    </message>
    <message>
        <source>Look further to the left</source>
        <translation>视图左移</translation>
    </message>
    <message>
        <source>To the right</source>
        <translation>向右</translation>
    </message>
    <message>
        <source>Look further to the right</source>
        <translation>视图右移</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>向上</translation>
    </message>
    <message>
        <source>Look further up</source>
        <translation>视图上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>向下</translation>
    </message>
    <message>
        <source>Look further down</source>
        <translation>视图下移</translation>
    </message>
    <message>
        <source>Start one layer earlier</source>
        <translation>起始层前移一层</translation>
    </message>
    <message>
        <source>Count one more layer at the beginning</source>
        <translation>在开头多计入一层</translation>
    </message>
    <message>
        <source>Start one layer later</source>
        <translation>起始层后移一层</translation>
    </message>
    <message>
        <source>Leave out one more layer at the beginning</source>
        <translation>在开头再排除一层</translation>
    </message>
    <message>
        <source>End one layer earlier</source>
        <translation>结束层前移一层</translation>
    </message>
    <message>
        <source>Leave out one more layer at the end</source>
        <translation>在结尾再排除一层</translation>
    </message>
    <message>
        <source>End one layer later</source>
        <translation>结束层后移一层</translation>
    </message>
    <message>
        <source>Count one more layer at the end</source>
        <translation>在结尾多计入一层</translation>
    </message>
    <message>
        <source>All layers count</source>
        <translation>计入所有层</translation>
    </message>
    <message>
        <source>Count all layers again</source>
        <translation>重新计入所有层</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>交替显示</translation>
    </message>
    <message>
        <source>Show one panel of the comparison alone, then the next in its place</source>
        <translation>单独显示一个比较面板，再在原位显示下一个</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.gif *.bmp);;All files (*)</source>
        <translation>图像 (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.gif *.bmp);;所有文件 (*)</translation>
    </message>
    <message>
        <source>No model was found on this machine.</source>
        <translation>本机未找到模型。</translation>
    </message>
    <message>
        <source>Fetch one, or open a model folder.</source>
        <translation>请下载一个模型，或打开模型文件夹。</translation>
    </message>
    <message>
        <source>%1 does not read regions.</source>
        <translation>%1 不读取区域。</translation>
    </message>
    <message>
        <source>To open a model, give its folder.</source>
        <translation>要打开模型，请指定其文件夹。</translation>
    </message>
    <message>
        <source>Open model folder…</source>
        <translation>打开模型文件夹…</translation>
    </message>
    <message>
        <source>Open a second picture</source>
        <translation>打开第二张图像</translation>
    </message>
    <message>
        <source>Open region features</source>
        <translation>打开区域特征</translation>
    </message>
    <message>
        <source>Region features (*.safetensors *.npz)</source>
        <translation>区域特征 (*.safetensors *.npz)</translation>
    </message>
    <message>
        <source>Sessions (*.rexsession)</source>
        <translation>会话 (*.rexsession)</translation>
    </message>
    <message>
        <source>There is no picture to paste.</source>
        <translation>没有可粘贴的图像。</translation>
    </message>
    <message>
        <source>Copy a picture first, or open a file.</source>
        <translation>请先复制一张图像，或打开文件。</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>打开图像…</translation>
    </message>
    <message>
        <source>Only files of this machine can be dropped here.</source>
        <translation>此处只能拖放本机上的文件。</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>模型 %1</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Method %1</source>
        <translation>方法 %1</translation>
    </message>
    <message>
        <source>Object query %1</source>
        <translation>目标查询 %1</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Word: what it relates to</source>
        <translation>词语：与之相关的部分</translation>
    </message>
    <message>
        <source>%1, head %2</source>
        <translation>%1，注意力头 %2</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Faithfulness</source>
        <translation>忠实度</translation>
    </message>
    <message>
        <source>Sanity</source>
        <translation>健全性</translation>
    </message>
    <message>
        <source>Words × picture</source>
        <translation>词语 × 图像</translation>
    </message>
    <message>
        <source>The figure is on its way to the printer.</source>
        <translation>插图正在发送到打印机。</translation>
    </message>
    <message>
        <source>Printed to %1</source>
        <translation>已打印到 %1</translation>
    </message>
    <message>
        <source>Same scale for all pictures</source>
        <translation>所有图像使用相同标度</translation>
    </message>
    <message>
        <source>Keep the ends of the heat&apos;s scale as they are now, for every map and picture</source>
        <translation>对所有热力图和图像保持当前热力图标度的两端</translation>
    </message>
    <message>
        <source>Ends and gamma…</source>
        <translation>两端与 Gamma…</translation>
    </message>
    <message>
        <source>Type the ends of the heat&apos;s scale, and its gamma</source>
        <translation>输入热力图标度的两端及其 Gamma</translation>
    </message>
    <message>
        <source>Preview under the pointer</source>
        <translation>指针下预览</translation>
    </message>
    <message>
        <source>Show what a patch or region relates to while the pointer rests on it</source>
        <translation>指针停留在图块或区域上时，显示与之相关的部分</translation>
    </message>
    <message>
        <source>Open a session…</source>
        <translation>打开会话…</translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation>保存会话</translation>
    </message>
    <message>
        <source>The picture was pasted and is in no file yet.</source>
        <translation>该图像是粘贴的，尚未保存在任何文件中。</translation>
    </message>
    <message>
        <source>Save it first; the session names its file.</source>
        <translation>请先保存图像；会话需要引用其文件。</translation>
    </message>
    <message>
        <source>The window did not come to its end last time.</source>
        <translation>上次窗口未正常关闭。</translation>
    </message>
    <message>
        <source>What was open then, a minute or less before, can be opened again.</source>
        <translation>可以重新打开当时（或至多一分钟前）的内容。</translation>
    </message>
    <message>
        <source>Restore what was open</source>
        <translation>恢复上次的内容</translation>
    </message>
    <message>
        <source>%1 — Relevance Explorer</source>
        <translation>%1 — Relevance Explorer</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>无模型</translation>
    </message>
    <message>
        <source>Explained is %1 (%2)</source>
        <translation>当前解释：%1（%2）</translation>
    </message>
    <message>
        <source>What is explained (%1)</source>
        <translation>解释目标（%1）</translation>
    </message>
    <message>
        <source>Reading or writing a session…</source>
        <translation>正在读取或写入会话…</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s), CPU</source>
        <translation>
            <numerusform>%n 个线程，CPU</numerusform>
        </translation>
    </message>
    <message>
        <source>forward %1 ms · explain %2 ms   │   %3</source>
        <translation>前向 %1 ms · 解释 %2 ms   │   %3</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>This model needs a caption.</source>
        <translation>此模型需要描述。</translation>
    </message>
    <message>
        <source>This model needs a question.</source>
        <translation>此模型需要问题。</translation>
    </message>
    <message>
        <source>This model needs a text.</source>
        <translation>此模型需要文本。</translation>
    </message>
    <message>
        <source>Type it at the left.</source>
        <translation>请在左侧输入。</translation>
    </message>
    <message>
        <source>Type it</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>This model needs a picture.</source>
        <translation>此模型需要图像。</translation>
    </message>
    <message>
        <source>Open one, drop it here, or paste it (%1).</source>
        <translation>请打开图像、拖放到此处，或粘贴（%1）。</translation>
    </message>
    <message>
        <source>Choose region features…</source>
        <translation>选择区域特征…</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
    <message>
        <source>%1 changed on disk since it was opened.</source>
        <translation>%1 自打开后在磁盘上已更改。</translation>
    </message>
    <message>
        <source>What is shown comes from the weights as they were.</source>
        <translation>当前显示的结果来自更改前的权重。</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open a picture, model or session (%1)</source>
        <translation>打开图像、模型或会话（%1）</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Explanation method</source>
        <translation>解释方法</translation>
    </message>
    <message>
        <source>%1	%2</source>
        <translation>%1	%2</translation>
    </message>
    <message>
        <source>Ablations</source>
        <translation>消融</translation>
    </message>
    <message>
        <source>What if this were not there?</source>
        <translation>如果没有这部分？</translation>
    </message>
    <message>
        <source>Take patches, regions or words away and see what the answer becomes</source>
        <translation>移除图块、区域或词语，查看答案如何变化</translation>
    </message>
    <message>
        <source>Take away what is held</source>
        <translation>移除选中项</translation>
    </message>
    <message>
        <source>Take the patch, region or word that is held away, or put it back</source>
        <translation>移除选中的图块、区域或词语，或将其放回</translation>
    </message>
    <message>
        <source>Drop top 20 %</source>
        <translation>移除最强 20%</translation>
    </message>
    <message>
        <source>Take away the 20 % that the map marks most</source>
        <translation>移除热力图中最突出的 20%</translation>
    </message>
    <message>
        <source>Only top 20 %</source>
        <translation>仅留最强 20%</translation>
    </message>
    <message>
        <source>Take away all but the 20 % that the map marks most</source>
        <translation>只保留热力图中最突出的 20%，移除其余部分</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep this view for comparing, as Pin does</source>
        <translation>保留此视图以供比较，与“固定”相同</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>后退一步</translation>
    </message>
    <message>
        <source>Back to the view before the last change</source>
        <translation>返回上次更改前的视图</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>Put everything back that was taken away</source>
        <translation>放回所有被移除的部分</translation>
    </message>
    <message>
        <source>Check the map</source>
        <translation>检查热力图</translation>
    </message>
    <message>
        <source>Make the map again while the model forgets, layer by layer: it should change</source>
        <translation>在模型逐层遗忘的同时重新生成热力图：它应当随之改变</translation>
    </message>
    <message>
        <source>Negative evidence</source>
        <translation>负面证据</translation>
    </message>
    <message>
        <source>Show also what speaks against the answer, which the papers clamp to 0</source>
        <translation>同时显示不支持该答案的证据（论文中将其截断为 0）</translation>
    </message>
    <message>
        <source>Save session with its pictures…</source>
        <translation>保存会话及其图像…</translation>
    </message>
    <message>
        <source>Save the session as one file that holds its pictures and regions, to open it on another machine</source>
        <translation>将会话保存为包含其图像和区域的单个文件，以便在另一台机器上打开</translation>
    </message>
    <message>
        <source>Picture folder…</source>
        <translation>图像文件夹…</translation>
    </message>
    <message>
        <source>Open a folder of pictures in the gallery</source>
        <translation>在图库中打开图像文件夹</translation>
    </message>
    <message>
        <source>as the colours do</source>
        <translation>按配色本身</translation>
    </message>
    <message>
        <source>clear where little matters</source>
        <translation>相关性低处透明</translation>
    </message>
    <message>
        <source>alike everywhere</source>
        <translation>处处相同</translation>
    </message>
    <message>
        <source>Opacity: %1</source>
        <translation>不透明度：%1</translation>
    </message>
    <message>
        <source>Where the heat lets the picture through: %1</source>
        <translation>热力图在何处透出图像：%1</translation>
    </message>
    <message>
        <source>Opacity of the heat</source>
        <translation>热力图的不透明度</translation>
    </message>
    <message>
        <source>Open a picture folder…</source>
        <translation>打开图像文件夹…</translation>
    </message>
    <message>
        <source>Open a picture folder</source>
        <translation>打开图像文件夹</translation>
    </message>
    <message>
        <source>Drop a picture, a folder of pictures, a model folder or a session file.</source>
        <translation>请拖放图像、图像文件夹、模型文件夹或会话文件。</translation>
    </message>
    <message>
        <source>Save the session with its pictures</source>
        <translation>保存会话及其图像</translation>
    </message>
    <message>
        <source>holds no pictures</source>
        <translation>不含图像</translation>
    </message>
    <message>
        <source>Choose the folder that the pictures lie in themselves.</source>
        <translation>请选择直接存放图像的文件夹。</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Black and white, with every edge drawn</source>
        <translation>黑白配色，绘出所有边缘</translation>
    </message>
    <message>
        <source>not now</source>
        <translation>当前不可用</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>最近的文件夹</translation>
    </message>
</context>
<context>
    <name>rex::ui::PaletteModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>rex::ui::PictureView</name>
    <message>
        <source>Open a picture (%1), drop one here, or paste one (%2).</source>
        <translation>打开图像（%1）、拖放到此处，或粘贴（%2）。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Related words</source>
        <translation>相关词语</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>区域 %1</translation>
    </message>
    <message>
        <source>Related patches</source>
        <translation>相关图块</translation>
    </message>
    <message>
        <source>Related regions</source>
        <translation>相关区域</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>第 %1 行，第 %2 列</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>相关性</translation>
    </message>
    <message>
        <source>%1 % of the maximum</source>
        <translation>最大值的 %1%</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1，共 %2</translation>
    </message>
    <message>
        <source>Raw value</source>
        <translation>原始值</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>物体</translation>
    </message>
    <message>
        <source>%1 %2 (query %3)</source>
        <translation>%1 %2（查询 %3）</translation>
    </message>
    <message>
        <source>Pixel</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>%1 %2 %</source>
        <translation>%1 %2%</translation>
    </message>
</context>
<context>
    <name>rex::ui::PredictionDelegate</name>
    <message>
        <source>Alt+click: show the others again (Shift+V)</source>
        <translation>Alt+单击：重新显示其他项（Shift+V）</translation>
    </message>
    <message>
        <source>Alt+click: show it alone (Shift+V)</source>
        <translation>Alt+单击：单独显示（Shift+V）</translation>
    </message>
    <message>
        <source>Hide this object (V)</source>
        <translation>隐藏此物体（V）</translation>
    </message>
    <message>
        <source>Show this object (V)</source>
        <translation>显示此物体（V）</translation>
    </message>
</context>
<context>
    <name>rex::ui::PredictionModel</name>
    <message>
        <source>%1, probability %2</source>
        <translation>%1，概率 %2</translation>
    </message>
    <message>
        <source>%1, score %2</source>
        <translation>%1，得分 %2</translation>
    </message>
    <message>
        <source>%1, shown alone</source>
        <translation>%1，单独显示</translation>
    </message>
    <message>
        <source>%1, shown</source>
        <translation>%1，已显示</translation>
    </message>
    <message>
        <source>%1, hidden</source>
        <translation>%1，已隐藏</translation>
    </message>
    <message>
        <source>%1
probability %2, raw score %3</source>
        <translation>%1
概率 %2，原始得分 %3</translation>
    </message>
    <message>
        <source>%1
score %2</source>
        <translation>%1
得分 %2</translation>
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
        <translation>bfloat16，用于层内乘法</translation>
    </message>
    <message>
        <source>In which numbers linear layers and convolutions multiply. bfloat16 halves the weights and keeps the ranks of a map, not its last digits; everything else stays float32.</source>
        <translation>线性层和卷积的乘法所用的数值格式。bfloat16 使权重占用减半，并保持热力图的排序，但不保留末几位数字；其余部分仍为 float32。</translation>
    </message>
    <message>
        <source>Not here: %1.</source>
        <translation>此处不可用：%1。</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>插图</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Begin with the drawing of the last time</source>
        <translation>启动时沿用上次的绘制设置</translation>
    </message>
    <message>
        <source>Opacity, colour map, scales, grid, contours, boxes and masks</source>
        <translation>不透明度、颜色映射、标度、网格、等值线、边界框和掩码</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Back to the program’s own drawing</source>
        <translation>恢复程序默认的绘制设置</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Of the window. Errors, notes, names of methods and figures are English.</source>
        <translation>窗口的语言。错误、备注、方法名称和图表为英文。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As many as help</source>
        <translation>自动（取最有效的数量）</translation>
    </message>
    <message>
        <source>How many threads compute; --threads and REX_THREADS come first</source>
        <translation>用于计算的线程数；--threads 和 REX_THREADS 优先</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Language and threads take effect at the next start.</source>
        <translation>语言和线程设置在下次启动时生效。</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>运算精度</translation>
    </message>
    <message>
        <source>Profiles of figures</source>
        <translation>插图预设</translation>
    </message>
    <message>
        <source>Settings that were kept where figures are saved (%1). A double click renames one.</source>
        <translation>在保存插图处（%1）保留的设置。双击可重命名。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>A quarter of what is free</source>
        <translation>空闲内存的四分之一</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>What a model keeps of further passes, so that another target or method costs less</source>
        <translation>模型保留的额外计算过程，使更换解释目标或方法时开销更小</translation>
    </message>
    <message>
        <source>Graphs of the model</source>
        <translation>模型的计算图</translation>
    </message>
    <message>
        <source>From the next model that is opened on.</source>
        <translation>从下一个打开的模型起生效。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Remove these files; they are made again when they are wanted</source>
        <translation>移除这些文件；需要时会重新生成</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作及其快捷键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新快捷键</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Type a key into the field, then Set; an empty field takes it away.</source>
        <translation>在输入框中按下快捷键，然后单击“设置”；留空则取消快捷键。</translation>
    </message>
    <message>
        <source>%1 is free.</source>
        <translation>%1 未被占用。</translation>
    </message>
    <message>
        <source>%1 is the key of “%2”, which will have none.</source>
        <translation>%1 是“%2”的快捷键，设置后该操作将没有快捷键。</translation>
    </message>
    <message>
        <source>Place of both</source>
        <translation>两者的位置</translation>
    </message>
    <message>
        <source>Sizes and place take effect at the next start.</source>
        <translation>大小和位置在下次启动时生效。</translation>
    </message>
    <message>
        <source>As much as the files may take; the oldest go first</source>
        <translation>文件可占用的空间；最旧的先删除</translation>
    </message>
    <message>
        <source>at most %1 MB</source>
        <translation>最多 %1 MB</translation>
    </message>
    <message>
        <source>at most %1 GB</source>
        <translation>最多 %1 GB</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Keep these files in another folder; what is in the old one stays there</source>
        <translation>将这些文件保存到其他文件夹；旧文件夹中的内容保留在原处</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Keep these files in the cache folder of the system</source>
        <translation>将这些文件保存在系统缓存文件夹中</translation>
    </message>
    <message>
        <source>The cache folder of the system</source>
        <translation>系统缓存文件夹</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
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
        <translation>将数值保存为表格，或将热力图保存为插图</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Check this map</source>
        <translation>检查此热力图</translation>
    </message>
    <message>
        <source>The model forgets: %1 of %2 layers are random…</source>
        <translation>模型正在遗忘：已随机化 %1 层，共 %2 层…</translation>
    </message>
    <message>
        <source>Finding the order of the layers…</source>
        <translation>正在确定层的顺序…</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 layers.</source>
        <translation>已停止，完成 %1 层，共 %2 层。</translation>
    </message>
    <message>
        <source>Does the map follow what the model learnt? This gives its layers random weights, from the answer down, and makes the map again: it should change.</source>
        <translation>热力图是否反映了模型学到的内容？此检查从答案一端开始逐层赋予随机权重，并重新生成热力图：它应当随之改变。</translation>
    </message>
</context>
<context>
    <name>rex::ui::SanityStrip</name>
    <message>
        <source>Maps while the model forgets</source>
        <translation>模型遗忘过程中的热力图</translation>
    </message>
    <message>
        <source>as learnt</source>
        <translation>训练所得</translation>
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
        <translation>保存插图</translation>
    </message>
    <message>
        <source>Figures (*.png *.svg *.pdf)</source>
        <translation>插图 (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Caption: how it was made</source>
        <translation>图注：生成方式</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>The picture alone as first panel</source>
        <translation>以单独图像作为第一幅子图</translation>
    </message>
    <message>
        <source>Faithfulness curves</source>
        <translation>忠实度曲线</translation>
    </message>
    <message>
        <source>Transparent ground</source>
        <translation>透明背景</translation>
    </message>
    <message>
        <source>Preview of the figure</source>
        <translation>插图预览</translation>
    </message>
    <message>
        <source>Keep…</source>
        <translation>保留…</translation>
    </message>
    <message>
        <source>Keep these settings under a name; Preferences rename and remove them</source>
        <translation>以名称保留这些设置；可在首选项中重命名和移除</translation>
    </message>
    <message>
        <source>%1 dpi</source>
        <translation>%1 dpi</translation>
    </message>
    <message>
        <source>As wide as fits</source>
        <translation>自适应宽度</translation>
    </message>
    <message>
        <source>One column, 3.5 inches</source>
        <translation>单栏，3.5 英寸</translation>
    </message>
    <message>
        <source>Two columns, 7 inches</source>
        <translation>双栏，7 英寸</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Size of titles; all other letters in proportion</source>
        <translation>标题字号；其他文字按比例缩放</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>As set here</source>
        <translation>当前设置</translation>
    </message>
    <message>
        <source>%1 inches</source>
        <translation>%1 英寸</translation>
    </message>
    <message>
        <source>Keep the settings</source>
        <translation>保留设置</translation>
    </message>
    <message>
        <source>Name of the profile; one of the same name is replaced</source>
        <translation>预设名称；同名预设将被替换</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
</context>
<context>
    <name>rex::ui::SavePath</name>
    <message>
        <source>The extension chooses the format: .png, .svg or .pdf</source>
        <translation>扩展名决定格式：.png、.svg 或 .pdf</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
</context>
<context>
    <name>rex::ui::ScaleDialog</name>
    <message>
        <source>Scale of the heat</source>
        <translation>热力图标度</translation>
    </message>
    <message>
        <source>The value at this end of the colours, for every map and picture alike</source>
        <translation>颜色此端对应的数值，对所有热力图和图像相同</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>最高</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>最低</translation>
    </message>
    <message>
        <source>Below 1 what is weak is drawn stronger, above 1 weaker</source>
        <translation>小于 1 时较弱部分画得更强，大于 1 时更弱</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Each map its own</source>
        <translation>各图独立</translation>
    </message>
</context>
<context>
    <name>rex::ui::SecondPicture</name>
    <message>
        <source>%1
Click to choose another; Delete takes it away.</source>
        <translation>%1
单击选择另一张；按 Delete 移除。</translation>
    </message>
    <message>
        <source>Second picture: %1</source>
        <translation>第二张图像：%1</translation>
    </message>
    <message>
        <source>Drop a second picture here,
or choose one…</source>
        <translation>将第二张图像拖放到此处，
或选择一张…</translation>
    </message>
    <message>
        <source>The map then shows which parts of the first picture make the two alike.</source>
        <translation>热力图随后会显示第一张图像的哪些部分使两者相似。</translation>
    </message>
    <message>
        <source>Second picture: none. Choose one</source>
        <translation>第二张图像：无。请选择一张</translation>
    </message>
    <message>
        <source>Take the second picture away</source>
        <translation>移除第二张图像</translation>
    </message>
</context>
<context>
    <name>rex::ui::Session</name>
    <message>
        <source>Left out of the comparison: %1.</source>
        <translation>未纳入比较：%1。</translation>
    </message>
    <message>
        <source>Left out of what was pinned: %1.</source>
        <translation>未纳入固定项：%1。</translation>
    </message>
    <message>
        <source>The model&apos;s weights have changed since the session was saved: they were %1, they are %2.</source>
        <translation>自会话保存后，模型权重已更改：原为 %1，现为 %2。</translation>
    </message>
    <message>
        <source>reading the picture</source>
        <translation>正在读取图像</translation>
    </message>
    <message>
        <source>reading the second picture</source>
        <translation>正在读取第二张图像</translation>
    </message>
</context>
<context>
    <name>rex::ui::TextDialog</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>rex::ui::TokenStrip</name>
    <message>
        <source>Words coloured by relevance</source>
        <translation>按相关性着色的词语</translation>
    </message>
    <message>
        <source>%1: raw %2, left out of the colours’ scale</source>
        <translation>%1：原始值 %2，不计入颜色标度</translation>
    </message>
    <message>
        <source>%1: %2 % of the scale (%3; raw %4)</source>
        <translation>%1：标度的 %2%（%3；原始值 %4）</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>pieces: %1</source>
        <translation>子词：%1</translation>
    </message>
    <message>
        <source>, held</source>
        <translation>，已选中</translation>
    </message>
    <message>
        <source>special token</source>
        <translation>特殊词元</translation>
    </message>
    <message>
        <source>%1 % of the scale</source>
        <translation>标度的 %1%</translation>
    </message>
</context>
<context>
    <name>rex::ui::WordMatrix</name>
    <message>
        <source>Which word looks where</source>
        <translation>各词语所关注的位置</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Looks at</source>
        <translation>关注</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>Relevance, %</source>
        <translation>相关性（%）</translation>
    </message>
    <message>
        <source>Of the word for the answer, in percent of the largest</source>
        <translation>词语对答案的相关性，以占最大值的百分比表示</translation>
    </message>
    <message>
        <source>Explain something first.</source>
        <translation>请先作一次解释。</translation>
    </message>
    <message>
        <source>Words and picture do not look at each other in this model, or this method says nothing of single tokens.</source>
        <translation>在此模型中词语与图像互不关注，或此方法不提供单个词元的信息。</translation>
    </message>
    <message>
        <source>Which word looks where, for models that read words and see a picture.</source>
        <translation>各词语所关注的位置，适用于既读取词语又查看图像的模型。</translation>
    </message>
</context>
</TS>
