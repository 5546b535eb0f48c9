#include "core/nn/residual_network.h"

#include <ATen/ATen.h>

#include <cmath>

#include "core/base/error.h"
#include "core/nn/position_encoding.h"
#include "tests/support/catch.h"
#include "tests/support/tolerance.h"

using namespace rex;
using nn::BackboneSpelling;
using nn::ResidualNetwork;
using nn::ResidualNetworkSettings;

namespace {

/// Random parameters with norms that do something: kept, so that a twin can use them.
class Parameters {
 public:
  ParameterSource source() {
    return ParameterSource("test", {}, [this](const std::string& name) { return value(name); });
  }
  at::Tensor value(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? at::Tensor() : found->second;
  }
  void add(const std::string& name, const std::vector<std::int64_t>& shape) {
    at::Tensor made = at::randn(shape) * (shape.size() == 4 ? 0.2 : 1);
    if (name.find("running_var") != std::string::npos) made = made.abs() + 0.5;
    values_[name] = made;
  }
  void add_convolution(const std::string& convolution, const std::string& norm, std::int64_t from, std::int64_t to,
                       std::int64_t kernel) {
    add(convolution + ".weight", {to, from, kernel, kernel});
    for (const char* part : {".weight", ".bias", ".running_mean", ".running_var"}) add(norm + part, {to});
  }
  /// Convolution and norm, one after the other.
  at::Tensor apply(const at::Tensor& x, const std::string& convolution, const std::string& norm, std::int64_t stride,
                   std::int64_t dilation = 1) const {
    const at::Tensor weight = value(convolution + ".weight");
    const std::int64_t padding = weight.size(2) / 2 * dilation;
    const at::Tensor y = at::conv2d(x, weight, {}, {stride, stride}, {padding, padding}, {dilation, dilation});
    return at::batch_norm(y, value(norm + ".weight"), value(norm + ".bias"), value(norm + ".running_mean"),
                          value(norm + ".running_var"), false, 0, 1e-5, false);
  }

 private:
  std::map<std::string, at::Tensor> values_;
};

}  // namespace

TEST_CASE("a residual network of bottlenecks is convolutions, norms and shortcuts") {
  Parameters parameters;
  parameters.add_convolution("b.conv1", "b.bn1", 3, 4, 7);
  parameters.add_convolution("b.layer1.0.conv1", "b.layer1.0.bn1", 4, 2, 1);
  parameters.add_convolution("b.layer1.0.conv2", "b.layer1.0.bn2", 2, 2, 3);
  parameters.add_convolution("b.layer1.0.conv3", "b.layer1.0.bn3", 2, 8, 1);
  parameters.add_convolution("b.layer1.0.downsample.0", "b.layer1.0.downsample.1", 4, 8, 1);
  parameters.add_convolution("b.layer2.0.conv1", "b.layer2.0.bn1", 8, 2, 1);
  parameters.add_convolution("b.layer2.0.conv2", "b.layer2.0.bn2", 2, 2, 3);
  parameters.add_convolution("b.layer2.0.conv3", "b.layer2.0.bn3", 2, 8, 1);
  parameters.add_convolution("b.layer2.0.downsample.0", "b.layer2.0.downsample.1", 8, 8, 1);
  ResidualNetworkSettings settings;
  settings.depths = {1, 1};
  settings.channels = {8, 8};
  settings.stem_channels = 4;
  settings.output_stage = 2;
  ParameterSource source = parameters.source();
  const ResidualNetwork network(settings, "b.", source);
  source.finish();

  const at::Tensor pixels = at::randn({2, 3, 37, 50});
  at::Tensor x = parameters.apply(pixels, "b.conv1", "b.bn1", 2).relu();
  x = at::max_pool2d(x, {3, 3}, {2, 2}, {1, 1});
  for (const auto& [block, stride] : {std::pair{"b.layer1.0.", 1}, std::pair{"b.layer2.0.", 2}}) {
    const std::string name = block;
    at::Tensor y = parameters.apply(x, name + "conv1", name + "bn1", 1).relu();
    y = parameters.apply(y, name + "conv2", name + "bn2", stride).relu();
    y = parameters.apply(y, name + "conv3", name + "bn3", 1);
    x = (y + parameters.apply(x, name + "downsample.0", name + "downsample.1", stride)).relu();
  }
  CHECK(test::is_close(network.forward({}, pixels), x, test::another_order));

  nn::ForwardContext explaining;
  explaining.mode = nn::GraphMode::gradient;
  CHECK_FALSE(network.forward(explaining, at::randn({1, 3, 32, 32}).requires_grad_(true)).requires_grad());
}

TEST_CASE("DC5 dilates the last stage and keeps its resolution, but not its first strided convolution") {
  Parameters parameters;
  parameters.add_convolution("conv1", "bn1", 3, 4, 7);
  for (int stage = 1; stage <= 4; ++stage) {
    for (int block = 0; block < (stage == 4 ? 2 : 1); ++block) {
      const std::string name = "layer" + std::to_string(stage) + "." + std::to_string(block) + ".";
      parameters.add_convolution(name + "conv1", name + "bn1", 4, 4, 3);
      parameters.add_convolution(name + "conv2", name + "bn2", 4, 4, 3);
      if (stage > 1 && stage < 4) parameters.add_convolution(name + "downsample.0", name + "downsample.1", 4, 4, 1);
    }
  }
  ResidualNetworkSettings settings;
  settings.bottleneck = false;
  settings.depths = {1, 1, 1, 2};
  settings.channels = {4, 4, 4, 4};
  settings.stem_channels = 4;
  settings.dilate_last_stage = true;
  ParameterSource source = parameters.source();
  const ResidualNetwork network(settings, "", source);
  source.finish();
  settings.output_stage = 3;
  ParameterSource again = parameters.source();
  const ResidualNetwork until_third(settings, "", again);

  const at::Tensor pixels = at::randn({1, 3, 128, 96});
  at::Tensor x = until_third.forward({}, pixels);
  CHECK(x.sizes() == at::IntArrayRef({1, 4, 8, 6}));
  at::Tensor y = parameters.apply(x, "layer4.0.conv1", "layer4.0.bn1", 1, 1).relu();
  x = (x + parameters.apply(y, "layer4.0.conv2", "layer4.0.bn2", 1, 2)).relu();
  y = parameters.apply(x, "layer4.1.conv1", "layer4.1.bn1", 1, 2).relu();
  x = (x + parameters.apply(y, "layer4.1.conv2", "layer4.1.bn2", 1, 2)).relu();
  CHECK(test::is_close(network.forward({}, pixels), x, test::another_order));
}

TEST_CASE("a network whose settings contradict each other is refused") {
  ParameterSource source = ParameterSource::random(1);
  ResidualNetworkSettings settings;
  settings.depths = {1, 1};
  settings.channels = {8};
  CHECK_THROWS_AS(ResidualNetwork(settings, "", source), Error);
}

TEST_CASE("sine positions count real pixels only and fill half the width for each direction") {
  at::Tensor mask = at::ones({1, 3, 4}, at::kLong);
  mask[0].slice(1, 3).zero_();
  const at::Tensor positions = nn::sine_positions(mask, 8).view({3, 4, 8});
  const double turn = 2 * 3.14159265358979323846;
  constexpr double float_rounding = 1e-5;  // of a sine whose argument is a float32 of up to 2π
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      const double y = (row + 1) / 3.0 * turn, x = (column + 1) / 3.0 * turn;
      const std::vector<double> wanted = {std::sin(y), std::cos(y), std::sin(y / 100), std::cos(y / 100),
                                          std::sin(x), std::cos(x), std::sin(x / 100), std::cos(x / 100)};
      for (std::size_t i = 0; i < wanted.size(); ++i) {
        CHECK(positions[row][column][static_cast<std::int64_t>(i)].item<double>() ==
              Approx(wanted[i]).margin(float_rounding));
      }
    }
  }
}

TEST_CASE("learned positions put the column first") {
  const at::Tensor rows = at::arange(6.).view({3, 2}), columns = at::arange(8.).view({4, 2}) + 100;
  const at::Tensor positions = nn::learned_positions(rows, columns, 2, 3);
  CHECK(positions.sizes() == at::IntArrayRef({1, 6, 4}));
  CHECK(positions[0][5].equal(at::cat({columns[2], rows[1]})));
  CHECK_THROWS_AS(nn::learned_positions(rows, columns, 4, 3), Error);
}
