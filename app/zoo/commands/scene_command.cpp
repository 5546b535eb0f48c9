#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/zoo/commands/commands.h"
#include "app/zoo/paint/picture_file.h"
#include "app/zoo/scene/coco.h"
#include "app/zoo/scene/scene_options.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace rex::zoo {
namespace {

struct WrittenScenes {
  explicit WrittenScenes(CLI::App& command) : scene(command) {}

  SceneArguments scene;
  int count = 1;
  int questions = 6;
  int wrong_captions = 7;
  std::string format = "png";
  std::filesystem::path out;
};

void write_scenes(const WrittenScenes& arguments) {
  const SceneOptions options = arguments.scene.read();
  SceneMaker maker = arguments.scene.maker();
  make_folder(arguments.out);
  write_atomically(arguments.out / "annotations.json", [&](std::ostream& annotations) {
    write_atomically(arguments.out / "questions.jsonl", [&](std::ostream& questions) {
      write_atomically(arguments.out / "captions.jsonl", [&](std::ostream& captions) {
        CocoWriter coco(annotations);
        for (int i = 0; i < arguments.count; ++i) {
          const Scene scene = maker.make(arguments.scene.seed + static_cast<uint64_t>(i), options);
          char name[64];
          std::snprintf(name, sizeof name, "scene-%06llu.%s", static_cast<unsigned long long>(scene.seed),
                        arguments.format.c_str());
          write_picture(arguments.out / name, scene.picture);
          const nlohmann::ordered_json image = {{"image_id", coco.add(scene, name)}, {"file_name", name}};
          const auto line = [&](nlohmann::ordered_json content) {
            nlohmann::ordered_json whole = image;
            whole.update(content);
            return whole.dump() + "\n";
          };
          Random random = Random(scene.seed).fork("language");
          for (const Question& question : ask_several(scene, random, arguments.questions))
            questions << line(to_json(question, coco.annotation_id(0)));
          const Claim truth = true_caption(scene, random);
          captions << line(to_json(truth, wrong_captions(scene, truth, random, arguments.wrong_captions)));
        }
        coco.finish();
      });
    });
  });
  std::cout << "wrote " << arguments.count << (arguments.count == 1 ? " scene" : " scenes") << " to "
            << arguments.out.string() << "\n";
}

}  // namespace

void add_scene(CLI::App& zoo) {
  CLI::App* command = zoo.add_subcommand(
      "scene", "Render scenes with their truth: pictures, COCO annotations, questions and captions as JSON lines");
  auto arguments = std::make_shared<WrittenScenes>(*command);
  command->add_option("--count", arguments->count, "Number of scenes")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  command->add_option("--questions", arguments->questions, "Most questions a scene")
      ->check(CLI::Range(0, 20))
      ->capture_default_str();
  command->add_option("--wrong-captions", arguments->wrong_captions, "Most wrong captions a scene")
      ->check(CLI::Range(0, 50))
      ->capture_default_str();
  command->add_option("--format", arguments->format, "Of the pictures")
      ->check(CLI::IsMember({"png", "jpg"}))
      ->capture_default_str();
  command->add_option("--out", arguments->out, "Folder to write into")->required();
  command->callback([arguments] { write_scenes(*arguments); });
}

}  // namespace rex::zoo
