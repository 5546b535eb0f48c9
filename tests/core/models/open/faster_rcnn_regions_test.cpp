// The way from a detector's folder to LXMERT's regions, and to files of them.
#include "core/models/open/faster_rcnn_regions.h"

#include <ATen/ATen.h>

#include <fstream>
#include <thread>

#include "core/base/error.h"
#include "core/checkpoint/npz.h"
#include "core/models/open/open_model.h"
#include "core/models/open/prepare.h"
#include "core/models/open/region_cache.h"
#include "core/picture/picture.h"
#include "tests/support/catch.h"
#include "tests/support/family_models.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"
#include "tests/support/small_detector.h"

using namespace rex;
namespace fs = std::filesystem;

namespace {

Picture striped(std::int64_t width, std::int64_t height) {
  Picture picture(width, height);
  for (std::size_t i = 0; i < picture.pixels.size(); ++i) picture.pixels[i] = static_cast<std::uint8_t>(i * 37 % 251);
  return picture;
}

/// Counts how often it is asked.
class Counting : public KeyedRegionSource {
 public:
  explicit Counting(int& asked) : asked_(asked) {}
  std::string name() const override { return "counting"; }
  std::int64_t feature_size() const override { return 4; }
  std::string key() const override { return "key"; }
  Regions find(const Picture& picture, const Progress&) const override {
    ++asked_;
    Regions regions;
    regions.features = at::full({2, 4}, static_cast<double>(picture.width), at::kFloat);
    regions.boxes = {{0, 0, 1, 2}, {0, 0, 5, 5}};
    regions.objects = {{3, 4}, {0.5, 0.25}, {"cat", "tree top"}};
    regions.attributes = {{1, 0}, {0.75, 0.05}, {"red", "old"}};
    regions.label();
    return regions;
  }

 private:
  int& asked_;
};

}  // namespace

TEST_CASE("a detector's regions carry the names that stand beside its weights") {
  const test::TemporaryFolder folder;
  test::save_random_detector(folder.path());
  const auto source = faster_rcnn_region_source(folder.path());
  CHECK(source->feature_size() == 128);
  CHECK(source->notes().empty());
  const Regions regions = source->find(striped(90, 60), {});
  REQUIRE(regions.boxes.size() == regions.labels.size());
  CHECK(regions.objects.names.at(0) == "object" + std::to_string(regions.objects.ids.at(0)));  // in lower case
  CHECK(regions.labels.at(0).ends_with(regions.objects.names.at(0)));
  CHECK(regions.scores == regions.objects.probabilities);

  const std::string key = source->key();
  CHECK(faster_rcnn_region_source(folder.path())->key() == key);
  CHECK(faster_rcnn_region_source(folder.path(), ChannelOrder::bgr)->key() != key);

  SECTION("without names there are numbers, and that is said") {
    fs::remove(folder.path() / "objects_vocab.txt");
    test::write_file(folder.path() / "attributes_vocab.txt", "one\ntwo\n");
    const auto nameless = faster_rcnn_region_source(folder.path());
    REQUIRE(nameless->notes().size() == 2);
    CHECK_THAT(nameless->notes()[0], ContainsSubstring("objects_vocab.txt"));
    CHECK_THAT(nameless->notes()[1], ContainsSubstring("2 names for 3"));
    CHECK(nameless->key() != key);
    const Regions numbered = nameless->find(striped(90, 60), {});
    CHECK(numbered.labels.at(0).ends_with("object " + std::to_string(numbered.objects.ids.at(0))));
  }
  SECTION("weights of another model are told whole") {
    test::save_random_model(folder.path() / "detr", test::tiny_detr_config());
    fs::copy_file(folder.path() / "detr/model.safetensors", folder.path() / "model.safetensors",
                  fs::copy_options::overwrite_existing);
    CHECK_THROWS_WITH(faster_rcnn_region_source(folder.path()), ContainsSubstring("missing"));
  }
  SECTION("it is no model to be explained") {
    CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("--regions-model"));
  }
}

TEST_CASE("regions are found once for each picture, and the oldest go first") {
  const test::TemporaryFolder folder;
  int asked = 0;
  const auto cached = [&](std::uintmax_t most) {
    return cached_regions(std::make_unique<Counting>(asked), folder.path() / "kept", most);
  };
  const auto source = cached(most_kept_regions);
  const Regions first = source->find(striped(9, 6), {}), again = source->find(striped(9, 6), {});
  CHECK(asked == 1);
  CHECK(again.features.equal(first.features));
  CHECK(again.labels == std::vector<std::string>{"red cat", "tree top"});
  CHECK(again.objects.ids == first.objects.ids);
  CHECK(again.attributes.names == first.attributes.names);
  CHECK(again.boxes[1].bottom == 5);
  source->find(striped(6, 9), {});
  CHECK(asked == 2);

  for (const auto& entry : fs::directory_iterator(folder.path() / "kept")) test::write_file(entry.path(), "damaged");
  source->find(striped(9, 6), {});
  CHECK(asked == 3);

  const auto small = cached(1);  // nothing stays
  small->find(striped(9, 6), {});
  small->find(striped(7, 7), {});
  CHECK(std::distance(fs::directory_iterator(folder.path() / "kept"), fs::directory_iterator()) == 0);

  test::write_file(folder.path() / "file", "");
  const auto nowhere = cached_regions(std::make_unique<Counting>(asked), folder.path() / "file" / "below");
  CHECK(nowhere->find(striped(9, 6), {}).boxes.size() == 2);  // nothing is kept, nothing is wrong
}

TEST_CASE("the environment says where regions are kept, and how many") {
  const fs::path usual = region_cache_folder();
  setenv("REX_CACHE", "/somewhere/else", 1);
  CHECK(region_cache_folder() == "/somewhere/else/regions");
  unsetenv("REX_CACHE");
  CHECK(region_cache_folder() == usual);
  for (const auto& [text, bytes] : {std::pair("7", std::uintmax_t{7} << 20),
                                    {"0", 0},
                                    {"", most_kept_regions},
                                    {"-1", most_kept_regions},
                                    {"7 MB", most_kept_regions},
                                    {"99999999999999999999", most_kept_regions}}) {
    INFO(text);
    setenv("REX_REGIONS_MB", text, 1);
    CHECK(region_cache_size() == bytes);
  }
  unsetenv("REX_REGIONS_MB");
  CHECK(region_cache_size() == most_kept_regions);
}

TEST_CASE("LXMERT and VisualBERT look at pictures through the detector that stands beside them") {
  const test::TemporaryFolder folder;
  setenv("XDG_CACHE_HOME", (folder.path() / "cache").c_str(), 1);
  for (const char* family : {"lxmert", "visual_bert"}) {
    const fs::path model = test::save_family_model(folder.path(), family);
    const std::int64_t size = open_model(model).model->description().region_size;
    nlohmann::json settings = test::small_detector_settings();
    settings["resnets"]["res2_out_channels"] = size / 8;
    REQUIRE(size % 8 == 0);
    const fs::path detector = folder.path() / "detectors" / family;
    test::save_random_detector(detector, settings);
    const Picture picture = striped(90, 60);

    const OpenModel named = open_model(model, {}, {.regions_model = detector});
    const PreparedInput input = prepare(named, &picture, {"what is it?"});
    CHECK(input.regions.size() == input.region_labels.size());
    CHECK(input.regions.size() > 0);
    CHECK(named.model->forward(input.tensors).scores.numel() > 0);

    fs::remove_all(model / "regions");  // a DETR
    fs::rename(detector, model / "regions");
    CHECK(open_model(model).regions != nullptr);
    CHECK_THROWS_WITH(open_model(model, {}, {.regions_model = folder.path()}), ContainsSubstring("no region detector"));
    settings["resnets"]["res2_out_channels"] = size / 8 + 8;
    test::save_random_detector(model / "regions", settings);
    CHECK_THROWS_WITH(open_model(model), ContainsSubstring("features of"));
  }
  unsetenv("XDG_CACHE_HOME");
}

TEST_CASE("rex regions writes a file for each picture, goes on where it stopped, and shares the work") {
  const test::TemporaryFolder folder;
  test::save_random_detector(folder.path() / "detector");
  fs::create_directories(folder.path() / "pictures/birds");
  save_picture(folder.path() / "pictures/a.png", striped(90, 60));
  save_picture(folder.path() / "pictures/birds/b.png", striped(60, 90));
  test::write_file(folder.path() / "pictures/broken.png", "no picture");
  const std::string command = "regions --model " + (folder.path() / "detector").string() + " " +
                              (folder.path() / "pictures").string() + " --out " + (folder.path() / "out").string();
  const fs::path a = folder.path() / "out/a.png.npz", b = folder.path() / "out/birds/b.png.npz";

  CHECK(test::run_rex(command + " --shard 1/3").status == 0);
  CHECK(fs::exists(a));
  CHECK_FALSE(fs::exists(b));
  const auto time = fs::last_write_time(a);
  const test::CommandResult rest = test::run_rex(command);
  CHECK(rest.status == 1);
  CHECK_THAT(rest.errors, ContainsSubstring("broken.png"));
  CHECK(fs::exists(b));
  CHECK(fs::last_write_time(a) == time);

  const auto arrays = load_npz(a);
  const std::int64_t count = arrays.at("features").size(0);
  CHECK(arrays.at("features").sizes() == at::IntArrayRef({count, 128}));
  CHECK(arrays.at("boxes").sizes() == at::IntArrayRef({count, 4}));
  for (const char* name : {"object_ids", "object_probabilities", "attribute_ids", "attribute_probabilities"}) {
    CHECK(arrays.at(name).numel() == count);
  }
  const Regions regions = load_regions(a);
  const Regions found = faster_rcnn_region_source(folder.path() / "detector")->find(striped(90, 60), {});
  CHECK(regions.labels == found.labels);
  CHECK(at::allclose(regions.features, found.features));

  CHECK_THAT(test::run_rex(command + " --channel-order bgr").errors, ContainsSubstring("another detector"));
  for (const char* shard : {"0/3", "4/3", "1", "x/y", "1/0"}) {
    CHECK(test::run_rex(command + " --shard " + shard).status == 1);
  }
  CHECK(test::run_rex("regions --model " + folder.path().string() + " x.png --out y").status == 1);
}
