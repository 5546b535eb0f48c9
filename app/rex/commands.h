// The sub-commands of `rex`. Each has a file of its own that adds its options and says what it does.
#pragma once

namespace CLI {
class App;
}

namespace rex::command {

void add_convert(CLI::App& rex);
void add_bench(CLI::App& rex);
void add_doctor(CLI::App& rex);
void add_models(CLI::App& rex);
void add_get(CLI::App& rex);
void add_remove(CLI::App& rex);
void add_explain(CLI::App& rex);
void add_preprocess(CLI::App& rex);
void add_tokenize(CLI::App& rex);
void add_inspect(CLI::App& rex);
void add_regions(CLI::App& rex);
void add_evaluate(CLI::App& rex);
void add_merge(CLI::App& rex);
void add_thumbnail(CLI::App& rex);

}  // namespace rex::command
