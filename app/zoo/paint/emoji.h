#pragma once

#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <vector>

namespace rex::zoo {

/// Where Debian's fonts-noto-color-emoji puts the font.
std::filesystem::path default_emoji_font();

/// Reads the colour bitmaps of CODES from a font with embedded bitmaps (Noto Color Emoji: one strike of 136×128).
/// Returns for each code point an RGBA picture, CV_8UC4, alpha not multiplied in, cut to what is not transparent.
/// Throws Error where the font is absent, is no colour bitmap font, or lacks a code point.
std::vector<cv::Mat> read_emoji(const std::filesystem::path& font, const std::vector<char32_t>& codes);

/// The picture of a red thing in another of colours(): reddish pixels get the colour's hue, saturation and value; all
/// others (a balloon's string, a book's pages) stay. RGBA in and out.
cv::Mat recolour(const cv::Mat& red_thing, int colour);

}  // namespace rex::zoo
