// Files that lie: each is refused with a rex::Error that names the reason, and quickly.
#include <sys/stat.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/checkpoint/checkpoint.h"
#include "core/checkpoint/npz.h"
#include "tests/core/checkpoint/made_files.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::test;
namespace fs = std::filesystem;

namespace {

const std::string four_floats(16, '\0');

class Refusals {
 public:
  void operator()(const std::string& bytes, const std::string& reason) const {
    write_file(file(), bytes);
    INFO("expected reason: " << reason);
    CHECK_THROWS_AS(Checkpoint::open(file()), Error);
    CHECK_THROWS_WITH(Checkpoint::open(file()), ContainsSubstring(reason));
  }

  /// A zip file with one storage "0" of four floats.
  void object(const std::string& opcodes, const std::string& reason) const {
    (*this)(torch_zip(opcodes, {{"0", four_floats}}), reason);
  }

  /// The same with one named value.
  void value(const std::string& opcodes, const std::string& reason) const { object(dict({{"w", opcodes}}), reason); }

  fs::path file() const { return folder_.path() / "weights.pth"; }

 private:
  TemporaryFolder folder_;
};

std::string floats(std::int32_t elements = 4) { return storage("FloatStorage", "0", elements); }

}  // namespace

TEST_CASE("made files: a sound one opens") {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "w.pth";
  const std::string object = dict({{"w", tensor(floats(), {2, 2}, {2, 1})}});
  for (const bool zip64 : {false, true}) {
    write_file(file, torch_zip(object, {{"0", four_floats}}, {false, zip64, 0}));
    CHECK(Checkpoint::open(file).info("w").bytes == 16);
  }
  write_file(file, torch_legacy(object, {{"0", 4, four_floats}}));
  CHECK(Checkpoint::open(file).info("w").bytes == 16);
}

TEST_CASE("hostile views: tensors cannot leave their storage") {
  const Refusals refused;
  refused.value(tensor(floats(), {5}, {1}), "past the end");
  refused.value(tensor(floats(), {2, 2}, {3, 1}), "past the end");
  refused.value(tensor(floats(), {4}, {1}, 1), "past the end");
  refused.value(tensor(floats(), {1}, {1}, INT64_MAX), "past the end");
  refused.value(tensor(floats(), {4}, {1}, -1), "before its storage");
  refused.value(tensor(floats(), {2}, {-1}, 3), "negative stride");
  refused.value(tensor(floats(), {-1}, {1}), "negative extent");
  refused.value(tensor(floats(), {3, 3}, {INT64_MAX, 1}), "past the end");
  refused.value(tensor(floats(), {3}, {INT64_MAX / 2}), "past the end");
  refused.value(tensor(floats(), {INT64_MAX, INT64_MAX}, {0, 0}), "more than any memory");
  refused.value(tensor(floats(), {0, INT64_MAX, 4}, {0, 0, 0}), "more than any memory");
  refused.value(tensor(floats(), {1 << 30}, {0}), "repeat so few bytes");
  refused.value(tensor(floats(), {4}, {1, 1}), "different lengths");
  refused.value(tensor(floats(), std::vector<std::int64_t>(65, 1), std::vector<std::int64_t>(65, 1)), "longer than 64");
  refused.value(tensor(floats(5), {4}, {1}), "are claimed");
  refused.value(tensor(floats(-4), {4}, {1}), "negative");
  refused.value(tensor(storage("FloatStorage", "7", 4), {4}, {1}), "lacks the record");
  refused.value(tensor(storage("QInt8Storage", "0", 16), {4}, {1}), "QInt8Storage");
  refused.value(tensor(text("no storage"), {4}, {1}), "not a tensor storage");
  refused.value(tensor("(" + text("module") + "NNNNtQ", {4}, {1}), "\"module\"");
  refused.value(tensor(text("x") + "Q", {4}, {1}), "not a tensor storage");
}

TEST_CASE("hostile pickles: only known names, only data") {
  const Refusals refused;
  refused.value("cos\nsystem\n(" + text("touch /tmp/pwned") + "tR", "os.system");
  refused.value(text("os") + text("system") + "\x93(" + text("touch /tmp/pwned") + "tR", "os.system");
  refused.value("cbuiltins\neval\n(" + text("1") + "tR", "builtins.eval");
  refused.value("c__builtin__\nexec\n(" + text("1") + "tR", "__builtin__.exec");
  refused.value("ctorch\nload\n(" + text("x") + "tR", "torch.load");
  refused.value("ctorch.hub\nload\n)R", "torch.hub.load");
  refused.value("cnumpy\nload\n)R", "numpy.load");
  refused.value("c__torch__\nClip\n)\x81", "__torch__.Clip");
  refused.value("c\x1b[2J\nevil\n)R", "\\x1b[2J.evil");
  refused.value("ctorch\nFloatStorage\n)R", "calls torch.FloatStorage");
  refused.value(text("f") + ")R", "no function");
  refused.value("ccollections\nOrderedDict\nNR", "without a tuple");
  refused.value("]Nb", "sets the state");
  refused.value("NNa", "holds none");
  refused.object("h\x05", "never stored");
  refused.object("t", "mark");
  refused.object("(0.", "empty stack");
  refused.object("", "empty stack");
  refused.object("\x80\x09N", "protocol");
  refused.object("\x82\x01", "opcode");
  refused.object("I7\n", "no dict");
  refused.object("Ixyz\n", "damaged number");
  refused.object("p0\n", "protocol 0");
  refused.object("}(" + text("a") + "u", "without a value");
  refused.object(
      "X\xff\xff\xff\xff"
      "a",
      "ends in the middle");
  refused.object("\x8e\xff\xff\xff\xff\xff\xff\xff\xff", "ends in the middle");
  refused.object("\x95\xff\xff\xff\xff\xff\xff\xff\x7f", "ends in the middle");
  refused.object("c" + std::string(5000, 'a'), "without end");
}

TEST_CASE("objects of other programs beside the weights are read past and named") {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "w.pth";
  const std::string weights = dict({{"w", tensor(floats(), {4}, {1})}});
  const auto open_beside = [&](const std::string& opcodes) {
    write_file(file, torch_zip(dict({{"config", opcodes}, {"state_dict", weights}}), {{"0", four_floats}}));
    const Checkpoint checkpoint = Checkpoint::open(file);
    CHECK(checkpoint.names() == std::vector<std::string>{"w"});
    return checkpoint.foreign_globals();
  };
  using Names = std::vector<std::string>;
  const std::string made = "comegaconf.dictconfig\nDictConfig\n)\x81";
  CHECK(open_beside(made) == Names{"omegaconf.dictconfig.DictConfig"});
  CHECK(open_beside(made + dict({{"_content", "cmy.own\nThing\n" + integer(3) + "\x85R"}}) + "b") ==
        Names{"my.own.Thing", "omegaconf.dictconfig.DictConfig"});
  CHECK(open_beside("ctyping\nAny\n") == Names{"typing.Any"});
  // A class inside a class, and a dict of somebody's own class.
  CHECK(open_beside("cbuiltins\ngetattr\n(cmy\nOuter\n" + text("Inner") + "tR)\x81}b") ==
        Names{"builtins.getattr", "my.Outer"});
  CHECK(open_beside("cmy\nDict\n)\x81(" + text("a") + integer(1) + "u") == Names{"my.Dict"});
  CHECK(open_beside(integer(3)).empty());
  write_file(file, torch_legacy(dict({{"config", made}, {"state_dict", weights}}), {{"0", 4, four_floats}}));
  CHECK(Checkpoint::open(file).foreign_globals() == Names{"omegaconf.dictconfig.DictConfig"});
  const auto table = run_rex("inspect " + file.string());
  CHECK(table.output.find("not read    omegaconf.dictconfig.DictConfig") != std::string::npos);
}

TEST_CASE("objects of other programs among the weights, or in their place, are refused") {
  const Refusals refused;
  const std::string good = tensor(floats(), {4}, {1});
  const std::string made = "cmy.own\nThing\n)\x81";
  refused.object(dict({{"w", good}, {"v", made}}), "my.own.Thing");
  refused.object(dict({{"state_dict", dict({{"w", good}, {"v", made}})}}), "my.own.Thing");
  refused.object(dict({{"w", good}, {"v", "cmy.own\nThing\n"}}), "my.own.Thing");
  refused.object(made, "my.own.Thing");
  refused.object(dict({{"model", made}}), "no tensors");
  refused.value("ctorch._tensor\n_rebuild_from_type_v2\n(ctorch._utils\n_rebuild_tensor_v2\ncmy.own\nTensor\n(" +
                    floats() + integer(0) + tuple({4}) + tuple({1}) + "\x89Nt}tR",
                "my.own.Tensor");
}

TEST_CASE("names that lead out into the system are refused wherever they stand") {
  const Refusals refused;
  const std::string weights = dict({{"w", tensor(floats(), {4}, {1})}});
  for (const std::string name :
       {"os\nsystem", "posix\nsystem", "nt\nsystem", "subprocess\nPopen", "builtins\neval", "builtins\nexec",
        "builtins\n__import__", "__builtin__\nexecfile", "builtins\nopen", "importlib\nimport_module", "sys\nexit",
        "runpy\nrun_path", "os.path\njoin", "pickle\nloads", "ctypes\nCDLL", "socket\nsocket"}) {
    const std::string told = std::string(name).replace(name.find('\n'), 1, ".");
    refused.object(dict({{"state_dict", weights}, {"x", "c" + name + "\n(" + text("touch /tmp/pwned") + "tR"}}), told);
    refused.object(dict({{"state_dict", weights}, {"x", "c" + name + "\n"}}), told);
  }
  CHECK(!fs::exists("/tmp/pwned"));
}

TEST_CASE("the settings of a training are read as plain values") {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "w.pth";
  const std::string weights = dict({{"w", tensor(floats(), {4}, {1})}});
  const auto arguments = [&](const std::string& key, const std::string& opcodes) {
    write_file(file, torch_zip(dict({{"model", weights}, {key, opcodes}}), {{"0", four_floats}}));
    return Checkpoint::open(file).arguments();
  };
  using nlohmann::json;
  const std::string settings = dict({{"nheads", integer(4)},
                                     {"backbone", text("resnet50")},
                                     {"dilation", "\x89"},
                                     {"resume", "N"},
                                     {"sizes", tuple({1, 2})},
                                     {"lr", std::string("G\x3f\xe0\0\0\0\0\0\0", 9)},
                                     {"path", "cpathlib\nPosixPath\n" + text("x") + "\x85R"}});
  const json wanted = {{"nheads", 4},       {"backbone", "resnet50"}, {"dilation", false},
                       {"resume", nullptr}, {"sizes", {1, 2}},        {"lr", 0.5}};
  const std::string space = "cargparse\nNamespace\n)\x81" + settings + "b";
  CHECK(arguments("args", space) == wanted);
  CHECK(arguments("args", settings) == wanted);
  CHECK(arguments("hyper_parameters", settings) == wanted);
  CHECK(arguments("hyper_parameters", "cmy\nDict\n)\x81(" + text("nheads") + integer(4) + "u") == json{{"nheads", 4}});
  json both = {{"args", wanted}, {"nheads", 4}};
  both.update(wanted);
  CHECK(arguments("hyper_parameters", dict({{"nheads", integer(9)}, {"args", space}})) == both);
  CHECK(arguments("epoch", integer(3)) == json::object());
  CHECK(arguments("args", integer(3)) == json::object());
  // In itself, and a list of two lists of two lists …
  CHECK(arguments("args", "}q\1(" + text("self") + "h\1" + text("n") + integer(1) + "u").at("n") == 1);
  std::string doubling = "]q\1" + std::string("0");
  for (char i = 2; i < 100; ++i) {
    doubling += "]q" + std::string(1, i) + "(h" + std::string(1, i - 1) + "h" + std::string(1, i - 1) + "e0";
  }
  CHECK(arguments("args", dict({{"n", integer(1)}, {"many", doubling + "h\x63"}})) == json{{"n", 1}});
  std::string wide = "]q\1(";
  for (int i = 0; i < 3000; ++i) wide += "N";
  wide += "e0]q\2(";
  for (int i = 0; i < 3000; ++i) wide += "h\1";
  CHECK(arguments("args", dict({{"n", integer(1)}, {"wide", wide + "e"}})) == json{{"n", 1}});
  CHECK(arguments("args", dict({{"n", integer(1)}, {"long", text(std::string(5000, 'x'))}})) == json{{"n", 1}});
}

TEST_CASE("hostile pickles: depth, cycles and floods cost neither stack nor memory") {
  const Refusals refused;
  refused.object(std::string(200'000, ']') + std::string(199'999, 'a'), "no dict");
  std::string tuples = ")";
  for (int i = 0; i < 200'000; ++i) tuples += "\x85";
  refused.object(tuples, "no dict");
  refused.object(std::string(5'000'000, ']'), "more values");
  refused.object(std::string(20'000'000, '('), "more values");
  refused.object(std::string(20'000'000, 'N'), "more values");
  std::string memo;
  for (int i = 0; i < 2'000'000; ++i) memo += "\x94";
  refused.object("N" + memo, "more values");
  refused.object("Nr\xff\xff\xff\xff", "no dict");  // a memo index is no size
  refused.object("}q\x01(" + text("state_dict") + "h\x01" + text("model") + "h\x01u",
                 "no tensors");  // a dict in itself
  refused.object("}q\x01(" + text("a") + "h\x01" + text("b") + "h\x01u", "no tensors");
  std::string doubling = "]q\1";  // a list of two lists of two lists …
  for (char i = 2; i < 100; ++i)
    doubling += "]q" + std::string(1, i) + "(h" + std::string(1, i - 1) + "h" + std::string(1, i - 1) + "e";
  refused.object(doubling, "no dict");
  // One long storage name that every tensor refers to.
  std::string many = "}(" + text("w") + tensor(storage("FloatStorage", std::string(100'000, 'k'), 4), {4}, {1});
  refused.object(many + "u", "name is too long");
  // A parameter of a parameter of …
  std::string nested = tensor(floats(), {4}, {1});
  for (int i = 0; i < 50; ++i) nested = "ctorch._utils\n_rebuild_parameter\n(" + nested + "\x89NtR";
  refused.value(nested, "unknown way");
}

TEST_CASE("hostile state dicts") {
  const Refusals refused;
  const std::string good = tensor(floats(), {4}, {1});
  refused.object(dict({{"w", good}, {"w", good}}), "two tensors");
  refused.object(dict({{"\xff", good}}), "no text");
  refused.object("}(" + integer(3) + good + "u", "no text");
  refused.object(dict({{"epoch", integer(3)}}), "no tensors");
  refused.object(dict({{"a", dict({{"w", good}})}, {"b", dict({{"w", good}})}}), "several dicts");
  refused.object(good, "single tensor");
  refused.value("ctorch._utils\n_rebuild_tensor_v2\n)R", "unknown way");
  refused.value(
      "ctorch._utils\n_rebuild_parameter\n(Nt"
      "R",
      "without a tensor");
}

TEST_CASE("state dicts: wrappers, prefixes and leftovers") {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "w.pth";
  const std::string good = tensor(floats(), {4}, {1});
  const auto names = [&](const std::string& object) {
    write_file(file, torch_zip(object, {{"0", four_floats}}));
    return Checkpoint::open(file).names();
  };
  using Names = std::vector<std::string>;
  CHECK(names(dict({{"best", good}, {"model_state_dict", dict({{"w", good}})}})) == Names{"w"});
  CHECK(names(dict({{"student", dict({{"v", good}})}, {"teacher", dict({{"w", good}})}})) == Names{"w"});  // DINO's
  CHECK(names(dict({{"module", dict({{"w", good}})}, {"ema", dict({{"v", good}})}})) == Names{"w"});
  CHECK(names(dict({{"state_dict", dict({{"model", dict({{"module.w", good}, {"module.v", good}})}})}})) ==
        Names{"v", "w"});
  CHECK(names(dict({{"net", dict({{"w", good}})}, {"epoch", integer(1)}})) == Names{"w"});
  CHECK(names(dict({{"model", good}})) == Names{"model"});
  CHECK(names(dict({{"module.w", good}, {"v", good}})) == Names{"module.w", "v"});
  CHECK(names(dict({{"w", good}, {"steps", integer(1)}, {"note", text("x")}})) == Names{"w"});
}

TEST_CASE("of several sets of the same weights it is said which one is read") {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "w.pth";
  const std::string good = tensor(floats(), {4}, {1});
  const auto choice = [&](const std::string& object) {
    write_file(file, torch_zip(object, {{"0", four_floats}}));
    return Checkpoint::open(file).choice();
  };
  const std::string weights = dict({{"block.w", good}}), others = dict({{"v", good}});
  CHECK(choice(dict({{"model", weights}, {"model_ema", weights}})) ==
        "Of its weights `model` is read, not `model_ema`.");
  CHECK(choice(dict({{"student", dict({{"module.block.w", good}})}, {"teacher", weights}})) ==
        "Of its weights `teacher` is read, not `student`.");
  CHECK(choice(dict({{"model", weights}, {"optimizer", others}, {"epoch", integer(3)}})).empty());
  CHECK(choice(dict({{"model", weights}})).empty());
  CHECK(choice(weights).empty());
}

TEST_CASE("hostile zip files") {
  const Refusals refused;
  const std::string object = pickle(dict({{"w", tensor(floats(), {4}, {1})}}));
  const std::string good = torch_zip(dict({{"w", tensor(floats(), {4}, {1})}}), {{"0", four_floats}});
  refused(zip_of({{"a/data.pkl", object}, {"a/data/0", four_floats}, {"a/data/0", four_floats}}), "twice");
  refused(zip_of({{"a/data.pkl", object}, {"b/data.pkl", object}}), "more than one data.pkl");
  refused(zip_of({{"a/data.pkl", object}, {"a/data/0", four_floats}, {"../x", "y"}}), "leads out");
  refused(zip_of({{"a/data.pkl", object}, {"a/data/0", four_floats}, {"/x", "y"}}), "leads out");
  refused(zip_of({{"a/data.pkl", object}, {"a/data/0", four_floats}, {"a\\x", "y"}}), "leads out");
  refused(zip_of({{"readme", "x"}}), "no data.pkl");
  refused(zip_of({}), "no data.pkl");
  refused(zip_of({{"a/data.pkl", object}, {"a/data/0", four_floats}, {"a/byteorder", "middle"}}), "byte order");
  refused(zip_of({{"a/data.pkl", object}, {"a/data/0", four_floats}}, {true, false, 0}), "compressed");
  refused(zip_of({{"a/data.pkl", object}, {"a/data/0", four_floats}}, {false, false, 77}), "checksum");
  refused(good.substr(0, good.size() / 2), "cut short");
  refused(good.substr(0, good.size() - 1), "cut short");
  const std::size_t end = good.size() - 22;
  const auto with = [&](std::size_t at, const std::string& bytes) {
    return std::string(good).replace(at, bytes.size(), bytes);
  };
  refused(with(end + 10, "\xff\xff"), "more entries");
  refused(with(end + 12, "\xff\xff\xff\x7f"), "does not lie inside");
  refused(with(end + 16, "\xff\xff\xff\xff"), "does not lie inside");
  const std::size_t directory = good.find("PK\1\2");
  refused(with(directory + 20, "\xff\xff\xff\x7f"), "two sizes");
  refused(with(directory + 42, "\xff\xff\xff\x7f"), "outside the file");
  refused(with(directory + 42, "\x01"), "does not begin");
  refused(with(directory + 8, "\x01"), "encrypted");
  refused(with(directory + 10, "\x63"), "unknown way");
  refused(with(directory + 46, "b"), "another name");
}

TEST_CASE("zip files: big-endian storages are turned") {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "w.pth";
  write_file(file, zip_of({{"a/data.pkl", pickle(dict({{"w", tensor(storage("ShortStorage", "0", 2), {2}, {1})}}))},
                           {"a/data/0", std::string("\1\2\3\4")},
                           {"a/byteorder", "big"}}));
  const at::Tensor tensor = Checkpoint::open(file).tensor("w");
  CHECK(std::string(static_cast<const char*>(tensor.data_ptr()), 4) == "\2\1\4\3");
}

TEST_CASE("hostile legacy files") {
  const Refusals refused;
  const std::string object = dict({{"w", tensor(floats(), {4}, {1})}});
  refused(torch_legacy(object, {}), "missing");
  refused(torch_legacy(object, {{"0", 4, "short"}}), "more than the file holds");
  refused(torch_legacy(object, {{"0", -1, four_floats}}), "more than the file holds");
  refused(torch_legacy(object, {{"0", INT64_MAX, four_floats}}), "more than the file holds");
  refused(torch_legacy(object, {{"0", 3, four_floats}}), "are claimed");
  refused(torch_legacy(object, {{"0", 4, four_floats}, {"0", 4, four_floats}}), "twice");
  refused(torch_legacy(object, {{"9", 4, four_floats}}), "belongs to no tensor");
  refused(pickle("K\1"), "not one that torch.save wrote");
  refused(pickle("cposix\nsystem\n"), "posix.system");
  refused(torch_legacy(object, {}).substr(0, 30), "ends in the middle");
  const auto part = [](std::int64_t offset, std::int64_t elements) {
    return dict({{"w", tensor("(" + text("storage") + "ctorch\nFloatStorage\n" + text("0") + text("cpu") + integer(4) +
                                  "(" + text("1") + integer(offset) + integer(elements) + "ttQ",
                              {2}, {1})}});
  };
  refused(torch_legacy(part(3, 2), {{"0", 4, four_floats}}), "past its end");
  refused(torch_legacy(part(-1, 2), {{"0", 4, four_floats}}), "past its end");
  refused(torch_legacy(part(0, 1), {{"0", 4, four_floats}}), "past the end");
  const TemporaryFolder folder;
  write_file(folder.path() / "w", torch_legacy(part(2, 2), {{"0", 4, four_floats.substr(8) + "12345678"}}));
  const at::Tensor second_half = Checkpoint::open(folder.path() / "w").tensor("w");
  CHECK(std::string(static_cast<const char*>(second_half.data_ptr()), 8) == "12345678");
}

TEST_CASE("hostile indexes") {
  const TemporaryFolder folder;
  const fs::path outside = folder.path() / "outside.safetensors";
  const fs::path model = folder.path() / "model";
  fs::create_directory(model);
  const fs::path index = model / "model.safetensors.index.json";
  save_safetensors(model / "a.safetensors", {});
  save_safetensors(outside, {});
  fs::create_symlink(outside, model / "link.safetensors");
  mkfifo((model / "pipe.safetensors").c_str(), 0600);
  const auto refused = [&](const std::string& json, const std::string& reason) {
    write_file(index, json);
    INFO(json.substr(0, 200));
    CHECK_THROWS_AS(Checkpoint::open(index), Error);
    CHECK_THROWS_WITH(Checkpoint::open(model), ContainsSubstring(reason));
  };
  const auto shard = [](const std::string& name) { return R"({"weight_map": {"w": )" + name + "}}"; };
  refused(shard(R"("../outside.safetensors")"), "leads out");
  refused(shard("\"" + outside.string() + "\""), "leads out");
  refused(shard(R"("..")"), "leads out");
  refused(shard(R"(".")"), "leads out");
  refused(shard(R"("")"), "leads out");
  refused(shard(R"("a.safetensors\u0000")"), "leads out");
  refused(shard(R"("x\\y")"), "leads out");
  refused(shard(R"("link.safetensors")"), "link out of its folder");
  refused(shard(R"("pipe.safetensors")"), "not a regular file");
  refused(shard(R"("model.safetensors.index.json")"), "");
  refused(shard(R"("b.safetensors")"), "not there");
  refused(shard(R"("a.safetensors")"), "lacks it");
  refused(shard("3"), "no file name");
  refused(R"({"weight_map": {"w": "a.safetensors", "w": "b.safetensors"}})", "twice");
  refused(R"({"weight_map": {}})", "no weight_map");
  refused(R"({"weight_map": []})", "no weight_map");
  refused(R"([1])", "no weight_map");
  refused(R"({"metadata": NaN, "weight_map": {}})", "is not JSON");
  refused("{\"weight_map\": {\"\xff\": \"a\"}}", "is not JSON");
  refused(std::string(100'000, '['), "nested too deeply");
  refused("{\"weight_map\":" + std::string(100'000, '['), "nested too deeply");
  std::string many = "[0";
  for (int i = 0; i < 500'000; ++i) many += ",0";
  refused(many + "]", "more than 400000");
}

TEST_CASE("the download cache's links from snapshots to blobs are followed") {
  const TemporaryFolder folder;
  const fs::path snapshot = folder.path() / "snapshots/abc";
  fs::create_directories(snapshot);
  fs::create_directories(folder.path() / "blobs");
  save_safetensors(folder.path() / "blobs/1234", {});
  fs::create_symlink("../../blobs/1234", snapshot / "a.safetensors");
  write_file(snapshot / "model.safetensors.index.json", R"({"weight_map": {"w": "a.safetensors"}})");
  CHECK_THROWS_WITH(Checkpoint::open(snapshot), ContainsSubstring("lacks it"));  // opened, and found empty
}

TEST_CASE("paths that are no weights") {
  const TemporaryFolder folder;
  const auto refused = [](const fs::path& path, const std::string& reason) {
    CHECK_THROWS_AS(Checkpoint::open(path), Error);
    CHECK_THROWS_WITH(Checkpoint::open(path), ContainsSubstring(reason));
  };
  refused(folder.path(), "holds no weights");
  refused(folder.path() / "absent", "cannot be read");
  refused("", "cannot be read");
  refused("/dev/zero", "not a regular file");
  mkfifo((folder.path() / "pipe").c_str(), 0600);
  refused(folder.path() / "pipe", "not a regular file");
  mkfifo((folder.path() / "pipe.json").c_str(), 0600);
  refused(folder.path() / "pipe.json", "not a regular file");
  write_file(folder.path() / "gzip", "\x1f\x8b\x08");
  refused(folder.path() / "gzip", "gzip");
  write_file(folder.path() / "noise", "Just some words.");
  refused(folder.path() / "noise", "neither");
  write_file(folder.path() / "tf_model.h5", "x");
  refused(folder.path(), "tf_model.h5");
  fs::create_directory(folder.path() / "model.safetensors");
  refused(folder.path(), "not a regular file");
}
