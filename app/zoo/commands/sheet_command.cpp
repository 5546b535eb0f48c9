#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/zoo/commands/commands.h"
#include "app/zoo/paint/picture_file.h"
#include "app/zoo/scene/scene_options.h"
#include "core/base/error.h"

namespace rex::zoo {
namespace {

struct SheetArguments {
  explicit SheetArguments(CLI::App& command) : scene(command) {}

  SceneArguments scene;
  int columns = 8;
  int rows = 6;
  std::filesystem::path out;
};

void write_sheet(const SheetArguments& arguments) {
  const SceneOptions options = arguments.scene.read();
  SceneMaker maker = arguments.scene.maker();
  constexpr int gap = 6;
  constexpr int64_t most_pixels = 150'000'000;
  if (static_cast<int64_t>(options.size.area()) * arguments.rows * arguments.columns > most_pixels)
    throw Error("sheet", "would be too large a picture",
                "Ask for smaller scenes (--size) or fewer (--rows, --columns).");
  const int step_x = options.size.width + gap, step_y = options.size.height + gap;
  cv::Mat sheet(arguments.rows * step_y + gap, arguments.columns * step_x + gap, CV_8UC3, cv::Scalar::all(255));
  for (int i = 0; i < arguments.rows * arguments.columns; ++i) {
    const Scene scene = maker.make(arguments.scene.seed + static_cast<uint64_t>(i), options);
    const cv::Point corner(gap + i % arguments.columns * step_x, gap + i / arguments.columns * step_y);
    scene.picture.copyTo(sheet(cv::Rect(corner, options.size)));
  }
  write_picture(arguments.out, sheet);
  std::cout << "wrote " << arguments.out.string() << "\n";
}

}  // namespace

void add_sheet(CLI::App& zoo) {
  CLI::App* command = zoo.add_subcommand("sheet", "Many scenes in one picture, to look at");
  auto arguments = std::make_shared<SheetArguments>(*command);
  command->add_option("--columns", arguments->columns, "Scenes side by side")
      ->check(CLI::Range(1, 40))
      ->capture_default_str();
  command->add_option("--rows", arguments->rows, "Scenes below each other")
      ->check(CLI::Range(1, 40))
      ->capture_default_str();
  command->add_option("--out", arguments->out, "Picture to write, .png or .jpg")->required();
  command->callback([arguments] { write_sheet(*arguments); });
}

}  // namespace rex::zoo
