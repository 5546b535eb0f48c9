// Session files that earlier versions of the window saved: tests/ui/data/session-VERSION-NAME.json.
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/paths.h"
#include "ui/state/session_file.h"

using namespace rex::ui;
namespace fs = std::filesystem;

namespace {

/// The session NAME of version 1 with what it names beside it, as on a machine where the old folders are gone.
class OldSession {
 public:
  OldSession(const std::string& name, const std::string& model, const std::string& picture) {
    const fs::path checkout = rex::test::source_folder();
    fs::copy_file(checkout / "tests/ui/data" / ("session-1-" + name + ".json"), file());
    fs::create_symlink(checkout / "resources/models" / model, folder_.path() / model);
    fs::create_symlink(checkout / "resources/pictures" / picture, folder_.path() / picture);
  }

  fs::path file() const { return folder_.path() / "a.rexsession"; }
  fs::path beside(const std::string& name) const { return folder_.path() / name; }

 private:
  rex::test::TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a session of version 1 opens with all that it holds") {
  const OldSession old("detr", "demo-detr", "traffic.jpg");
  const SavedSession session = read_session(old.file());
  CHECK(session.asked.model == old.beside("demo-detr"));
  CHECK(session.asked.question.picture_file == old.beside("traffic.jpg"));
  CHECK(session.pyramid != nullptr);
  CHECK(session.asked.question.texts.empty());
  CHECK(session.asked.method == "rollout");
  CHECK(session.asked.compare_methods == QStringList{"generic", "raw_attention"});
  CHECK(session.asked.target.query == 7);
  CHECK(session.asked.target.class_index == 8);
  REQUIRE(session.asked.compare_targets.size() == 1);
  CHECK(session.asked.compare_targets[0].query == 10);
  CHECK(session.asked.layers.first == 1);
  CHECK(session.asked.layers.last == -1);
  rex::Appearance appearance;
  appearance.grid = appearance.contours = appearance.all_queries = appearance.top = appearance.shared_scale = true;
  appearance.smooth = false;
  appearance.opacity = 0.5;
  appearance.threshold = 0.25;
  appearance.colour_map = "magma";
  CHECK(session.appearance == appearance);
  CHECK(session.selection.step == 2);
  CHECK(session.selection.head == "decoder.cross:1:2");
  CHECK(session.selection.head_values == rex::HeadValues::attention);
  CHECK(session.selection.visibility.hidden == std::set<int>{1, 4});
  CHECK(session.selection.visibility.solo == 7);
}

TEST_CASE("a session of version 1 opens with its question") {
  const OldSession old("lxmert", "demo-lxmert", "lunch.jpg");
  const SavedSession session = read_session(old.file());
  CHECK(session.asked.model == old.beside("demo-lxmert"));
  CHECK(session.asked.question.texts == std::vector<std::string>{"Is there an apple?"});
  CHECK(session.asked.method == "generic");
  CHECK(session.asked.target.class_index == 33);
  CHECK(session.asked.layers.first == 0);
  rex::Appearance appearance;
  appearance.opacity = 0.75;  // the default of its day
  CHECK(session.appearance == appearance);
  CHECK(session.selection.token == "text:4");
  CHECK_FALSE(session.selection.step);
}

TEST_CASE("a session that an older program would show as something else has a version that it refuses") {
  const rex::test::TemporaryFolder folder;
  const auto version_with = [&](const std::function<void(SavedSession&)>& change) {
    SavedSession saved;
    saved.asked.model = folder.path();
    change(saved);
    write_session(saved, folder.path() / "one.rexsession");
    const std::string text = rex::test::read_file(folder.path() / "one.rexsession");
    return nlohmann::json::parse(text).at("relevance_explorer_session").get<int>();
  };
  CHECK(version_with([](SavedSession&) {}) == 1);
  CHECK(version_with([](SavedSession& saved) { saved.asked.question.pair = "It rains."; }) == 2);
  CHECK(version_with([](SavedSession& saved) { saved.asked.negative_evidence = true; }) == 3);
  CHECK(version_with([](SavedSession& saved) { saved.asked.arithmetic = rex::nn::Arithmetic::bfloat16; }) == 4);
  CHECK(version_with([](SavedSession& saved) { saved.selection.more = {"image:3"}; }) == 4);
  CHECK(version_with([](SavedSession& saved) { saved.appearance.scale_ends = rex::ScaleEnds{0, 0.02F}; }) == 4);
  CHECK(version_with([](SavedSession& saved) { saved.appearance.gamma = 0.5; }) == 4);
  CHECK(version_with([](SavedSession& saved) {
          saved.pins.emplace_back();
          saved.asked.question.pair = "It rains.";
        }) == 5);
}
