// Sessions that carry their pictures to another machine, and their small pictures in file managers.
#include <QBuffer>
#include <QImage>
#include <QStandardPaths>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "tests/ui/explained.h"
#include "ui/state/carried_files.h"
#include "ui/state/session_file.h"
#include "ui/views/widgets/action_registry.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

nlohmann::json json_in(const fs::path& file) { return nlohmann::json::parse(rex::test::read_file(file)); }

void put_json(const fs::path& file, const nlohmann::json& json) { rex::test::write_file(file, json.dump()); }

/// A saved session in FOLDER that carries its picture, which is gone.
fs::path carrying_session(const fs::path& folder) {
  const fs::path picture = folder / "mine.jpg", file = folder / "a.rexsession";
  fs::copy_file(scene("lunch"), picture);
  Explained explained("vit", "beach");
  explained.session().open_picture(picture);
  REQUIRE(wait_for([&] { return explained.session().picture_file() == picture; }));
  explained.settle();
  answer_file_dialog(file);
  explained.window->actions().action("saveSessionWhole").trigger();
  REQUIRE(wait_for([&] { return fs::exists(file); }));
  explained.settle();
  fs::remove(picture);
  return file;
}

std::string refusal_of_session(const fs::path& file) {
  try {
    read_session(file);
  } catch (const rex::Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a session that carries its picture opens where that is gone, and goes on carrying it") {
  const TemporaryFolder folder;
  const fs::path file = carrying_session(folder.path());
  Explained explained("vit", "beach");
  Session& session = explained.session();
  const SavedSession saved = read_session(file);
  CHECK(saved.carries);
  CHECK(saved.warnings.isEmpty());
  session.restore(saved);
  REQUIRE(wait_for([&] { return session.picture_file() == saved.asked.question.picture_file; }));
  explained.settle();
  CHECK(session.picture_file().filename() == "mine.jpg");
  CHECK(is_carried(session.picture_file()));
  CHECK(rex::test::read_file(session.picture_file()) == rex::test::read_file(scene("lunch")));

  // Saved plainly, it still carries what is in no other file.
  write_session(saved_session(session), folder.path() / "again.rexsession");
  fs::remove(session.picture_file());
  CHECK(read_session(folder.path() / "again.rexsession").asked.question.picture->width == session.picture()->width);
}

TEST_CASE("what a session carries counts where the file changed, and is not unpacked where it is the same") {
  const TemporaryFolder folder;
  const fs::path file = carrying_session(folder.path()), picture = folder.path() / "mine.jpg";
  fs::copy_file(scene("beach"), picture);
  const SavedSession changed = read_session(file);
  CHECK(is_carried(changed.asked.question.picture_file));
  CHECK(changed.warnings.isEmpty());
  fs::copy_file(scene("lunch"), picture, fs::copy_options::overwrite_existing);
  CHECK(read_session(file).asked.question.picture_file == picture);
}

TEST_CASE("a session finds its model by name where the folder is gone") {
  const TemporaryFolder folder;
  const fs::path file = carrying_session(folder.path());
  nlohmann::json json = json_in(file);
  json["model"] = "/another/machine/models/demo-vit";
  put_json(file, json);
  CHECK(read_session(file).asked.model.filename() == "demo-vit");
  json["model"] = "/another/machine/models/somewhere";
  put_json(file, json);
  CHECK(read_session(file).asked.model.filename() == "demo-vit");
  json["model_name"] = "nobody/nothing";
  put_json(file, json);
  CHECK(refusal_of_session(file).find("is gone") != std::string::npos);
}

TEST_CASE("damaged carried files are refused, and nothing is written out of their folder") {
  const TemporaryFolder folder;
  const fs::path file = carrying_session(folder.path());
  const nlohmann::json good = json_in(file);
  const std::string hash = good.at("picture_sha256");
  const auto with = [&](const std::function<void(nlohmann::json&)>& change) {
    nlohmann::json json = good;
    change(json);
    put_json(file, json);
    return refusal_of_session(file);
  };
  CHECK(with([](auto&) {}).empty());
  CHECK(with([&](auto& json) { json["files"][hash]["base64"] = "/9j/"; }).find("damaged") != std::string::npos);
  CHECK(with([&](auto& json) { json["files"][hash]["base64"] = "not base64!"; }).find("damaged") != std::string::npos);
  CHECK(with([&](auto& json) { json["files"][hash].erase("name"); }).find("damaged") != std::string::npos);
  CHECK(with([&](auto& json) { json["files"] = {1, 2}; }).find("damaged") != std::string::npos);
  CHECK(with([&](auto& json) {
          json["files"] = {{"../x", good["files"][hash]}};
        }).find("damaged") != std::string::npos);
  CHECK(with([&](auto& json) { json.erase("files"); }).find("is gone") != std::string::npos);
  for (const char* name : {"../../../escaped.jpg", "/tmp/escaped.jpg", "..", "", "a\\b.jpg"}) {
    INFO(name);
    CHECK(with([&](auto& json) { json["files"][hash]["name"] = name; }).empty());
    const fs::path unpacked = read_session(file).asked.question.picture_file;
    CHECK(unpacked.parent_path() == carried_folder() / hash);
  }
}

TEST_CASE("file managers show what the window showed: rex thumbnail") {
  const TemporaryFolder folder;
  const fs::path file = carrying_session(folder.path());
  const fs::path png = folder.path() / "t.png";
  const auto thumbnail = [&](const std::string& more) {
    return rex::test::run_rex("thumbnail " + file.string() + ' ' + png.string() + ' ' + more);
  };
  CHECK(thumbnail("--size 128").status == 0);
  const QImage image(QString::fromStdString(png.string()));
  CHECK(std::max(image.width(), image.height()) == 128);
  CHECK_FALSE(image.allGray());
  nlohmann::json json = json_in(file);
  json["preview"] = "iVBORw0K";
  put_json(file, json);
  CHECK(thumbnail({}).status == 1);
  json.erase("preview");
  put_json(file, json);
  const auto refused = thumbnail({});
  CHECK(refused.status == 1);
  CHECK(refused.errors.find("holds no preview") != std::string::npos);
}

TEST_CASE("the desktop knows the kind of session files by one name") {
  const std::string kind = "application/x-relevance-explorer-session";
  for (const char* name : {"relevance-explorer.desktop", "relevance-explorer.thumbnailer", "relevance-explorer.xml"}) {
    INFO(name);
    CHECK(rex::test::read_file(rex::test::source_folder() / "resources" / name).find(kind) != std::string::npos);
  }
}
