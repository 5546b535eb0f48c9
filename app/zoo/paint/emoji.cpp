#include "app/zoo/paint/emoji.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <cstdio>
#include <memory>
#include <opencv2/imgproc.hpp>

#include "app/zoo/scene/classes.h"
#include "core/base/error.h"

namespace rex::zoo {
namespace {

const char* const remedy = "Install the package fonts-noto-color-emoji, or name another such font with --font.";

struct CloseLibrary {
  void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct CloseFace {
  void operator()(FT_Face face) const { FT_Done_Face(face); }
};

std::string spelled(char32_t code) {
  char text[16];
  std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(code));
  return text;
}

/// FreeType's bitmap (BGRA, colour times alpha) as RGBA with plain colour.
cv::Mat plain_rgba(const FT_Bitmap& bitmap) {
  cv::Mat picture(static_cast<int>(bitmap.rows), static_cast<int>(bitmap.width), CV_8UC4);
  for (int y = 0; y < picture.rows; ++y) {
    const unsigned char* from = bitmap.buffer + static_cast<ptrdiff_t>(y) * bitmap.pitch;
    for (int x = 0; x < picture.cols; ++x, from += 4) {
      const int alpha = from[3];
      const auto plain = [alpha](int value) {
        return static_cast<uchar>(alpha == 0 ? 0 : std::min(255, (value * 255 + alpha / 2) / alpha));
      };
      picture.at<cv::Vec4b>(y, x) = {plain(from[2]), plain(from[1]), plain(from[0]), static_cast<uchar>(alpha)};
    }
  }
  return picture;
}

cv::Mat cut_to_content(const cv::Mat& rgba) {
  cv::Mat alpha;
  cv::extractChannel(rgba, alpha, 3);
  return rgba(cv::boundingRect(alpha > 16)).clone();
}

}  // namespace

std::filesystem::path default_emoji_font() { return "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"; }

std::vector<cv::Mat> read_emoji(const std::filesystem::path& font, const std::vector<char32_t>& codes) {
  if (!std::filesystem::exists(font)) throw Error(font.string(), "there is no such font", remedy);
  FT_Library raw_library = nullptr;
  if (FT_Init_FreeType(&raw_library) != 0) throw Error("FreeType", "cannot be started");
  const std::unique_ptr<FT_LibraryRec_, CloseLibrary> library(raw_library);
  FT_Face raw_face = nullptr;
  if (FT_New_Face(raw_library, font.c_str(), 0, &raw_face) != 0)
    throw Error(font.string(), "is no font that FreeType can read", remedy);
  const std::unique_ptr<FT_FaceRec_, CloseFace> face(raw_face);
  if (!FT_HAS_COLOR(raw_face) || raw_face->num_fixed_sizes < 1 || FT_Select_Size(raw_face, 0) != 0)
    throw Error(font.string(), "has no colour bitmaps", remedy);

  std::vector<cv::Mat> pictures;
  for (const char32_t code : codes) {
    const FT_UInt glyph = FT_Get_Char_Index(raw_face, code);
    if (glyph == 0 || FT_Load_Glyph(raw_face, glyph, FT_LOAD_COLOR) != 0 ||
        raw_face->glyph->bitmap.pixel_mode != FT_PIXEL_MODE_BGRA || raw_face->glyph->bitmap.rows == 0)
      throw Error(font.string(), "has no colour bitmap for " + spelled(code), remedy);
    pictures.push_back(cut_to_content(plain_rgba(raw_face->glyph->bitmap)));
  }
  return pictures;
}

cv::Mat recolour(const cv::Mat& red_thing, int colour) {
  const ObjectColour& wanted = colours().at(static_cast<size_t>(colour));
  cv::Mat rgb, hsv, alpha;
  cv::cvtColor(red_thing, rgb, cv::COLOR_RGBA2RGB);
  cv::extractChannel(red_thing, alpha, 3);
  rgb.convertTo(rgb, CV_32F, 1.0 / 255);
  cv::cvtColor(rgb, hsv, cv::COLOR_RGB2HSV);  // hue in degrees, saturation and value in 0…1
  hsv.forEach<cv::Vec3f>([&](cv::Vec3f& pixel, const int*) {
    const bool reddish = (pixel[0] < 30 || pixel[0] > 330) && pixel[1] > 0.12F;
    if (!reddish) return;
    // Shades keep their small difference in hue from the drawing's main red, so that shading stays lively.
    const double offset = (pixel[0] > 180 ? pixel[0] - 360 : pixel[0]) - colours().front().hue;
    pixel[0] = static_cast<float>(wanted.hue + 0.5 * offset + (wanted.hue + 0.5 * offset < 0 ? 360 : 0));
    pixel[1] = std::min(1.0F, pixel[1] * static_cast<float>(wanted.saturation));
    pixel[2] = std::min(1.0F, pixel[2] * static_cast<float>(wanted.value));
  });
  cv::cvtColor(hsv, rgb, cv::COLOR_HSV2RGB);
  rgb.convertTo(rgb, CV_8U, 255);
  cv::Mat result;
  cv::merge(std::vector<cv::Mat>{rgb, alpha}, result);
  return result;
}

}  // namespace rex::zoo
