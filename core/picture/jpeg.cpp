// libjpeg's headers want FILE before them.
// clang-format off
#include <cstdio>
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

#include <algorithm>
#include <csetjmp>
#include <cstdlib>
#include <cstring>

#include "core/base/error.h"
#include "core/picture/codecs.h"

// libjpeg leaves by longjmp. The functions that it may leave therefore hold nothing with a destructor: their callers
// do.
namespace rex::codec {
namespace {

// A block of 8 × 8 pixels takes two bits at least, save in empty parts of progressive files, which hold all their
// coefficients in memory: 6 bytes a pixel.
constexpr int64_t jpeg_pixels_per_byte = 256;

struct JpegReader {
  jpeg_decompress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg_source_mgr source{};
  jpeg_progress_mgr progress{};
  std::jmp_buf leave{};
  bool made_up_end = false;  // the file ended before its end marker
  char problem[JMSG_LENGTH_MAX] = "";

  ~JpegReader() { jpeg_destroy_decompress(&jpeg); }
};

JpegReader& reader_of(j_common_ptr jpeg) { return *static_cast<JpegReader*>(jpeg->client_data); }

void on_error(j_common_ptr jpeg) {
  JpegReader& reader = reader_of(jpeg);
  jpeg->err->format_message(jpeg, reader.problem);
  std::longjmp(reader.leave, 1);
}

[[noreturn]] void give_up(JpegReader& reader, const char* problem) {
  std::strcpy(reader.problem, problem);
  std::longjmp(reader.leave, 1);
}

/// A file may lack its end marker, but no pixels. (One with the marker may have holes: photographs like that are
/// around, and all programs show them.)
void on_message(j_common_ptr jpeg, int level) {
  JpegReader& reader = reader_of(jpeg);
  if (level == -1 && jpeg->err->msg_code == JWRN_HIT_MARKER && reader.made_up_end)
    give_up(reader, "the file ends too early");
}

void no_output(j_common_ptr) {}

void no_source_work(j_decompress_ptr) {}

/// Reached when all bytes are consumed: gives an end marker, as decoders do, and remembers it.
boolean make_up_end(j_decompress_ptr jpeg) {
  static const JOCTET end[] = {0xFF, JPEG_EOI};
  reader_of(reinterpret_cast<j_common_ptr>(jpeg)).made_up_end = true;
  jpeg->src->next_input_byte = end;
  jpeg->src->bytes_in_buffer = sizeof end;
  return TRUE;
}

void skip_bytes(j_decompress_ptr jpeg, long count) {
  if (count <= 0) return;
  const size_t step = std::min(static_cast<size_t>(count), jpeg->src->bytes_in_buffer);
  jpeg->src->next_input_byte += step;
  jpeg->src->bytes_in_buffer -= step;
  if (step < static_cast<size_t>(count)) make_up_end(jpeg);
}

/// A progressive file can ask for any number of passes over a huge picture; real ones have about ten.
void limit_scans(j_common_ptr jpeg) {
  constexpr int most_scans = 100;
  if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > most_scans)
    give_up(reader_of(jpeg), "too many scans");
}

bool read_jpeg_header(JpegReader& reader, std::string_view bytes) {
  reader.jpeg.err = jpeg_std_error(&reader.errors);
  reader.errors.error_exit = on_error;
  reader.errors.emit_message = on_message;
  reader.errors.output_message = no_output;
  reader.jpeg.client_data = &reader;
  if (setjmp(reader.leave)) return false;
  jpeg_create_decompress(&reader.jpeg);
  reader.source.init_source = no_source_work;
  reader.source.fill_input_buffer = make_up_end;
  reader.source.skip_input_data = skip_bytes;
  reader.source.resync_to_restart = jpeg_resync_to_restart;
  reader.source.term_source = no_source_work;
  reader.source.next_input_byte = reinterpret_cast<const JOCTET*>(bytes.data());
  reader.source.bytes_in_buffer = bytes.size();
  reader.jpeg.src = &reader.source;
  reader.progress.progress_monitor = limit_scans;
  reader.jpeg.progress = &reader.progress;
  jpeg_save_markers(&reader.jpeg, JPEG_APP0 + 1, 0xFFFF);
  jpeg_read_header(&reader.jpeg, TRUE);
  return true;
}

/// One row of CMYK, inverted as Adobe writes it into JPEG files, to RGB.
void cmyk_row_to_rgb(const uint8_t* cmyk, int64_t width, uint8_t* rgb) {
  for (int64_t x = 0; x < width; ++x, cmyk += 4, rgb += 3)
    for (int c = 0; c < 3; ++c) rgb[c] = light_through_ink(255 - cmyk[c], 255 - cmyk[3]);
}

/// Decodes into PICTURE; CMYK holds one row of four channels where the file is CMYK.
bool read_jpeg_rows(JpegReader& reader, Picture& picture, uint8_t* cmyk) {
  if (setjmp(reader.leave)) return false;
  reader.jpeg.out_color_space = cmyk != nullptr ? JCS_CMYK : JCS_RGB;
  jpeg_start_decompress(&reader.jpeg);  // reads all scans of a progressive file
  if (reader.made_up_end && reader.jpeg.progressive_mode != 0) give_up(reader, "the file ends too early");
  while (reader.jpeg.output_scanline < reader.jpeg.output_height) {
    uint8_t* row = picture.row(reader.jpeg.output_scanline);
    JSAMPROW target = cmyk != nullptr ? cmyk : row;
    if (jpeg_read_scanlines(&reader.jpeg, &target, 1) != 1) break;
    if (cmyk != nullptr) cmyk_row_to_rgb(cmyk, picture.width, row);
  }
  return true;
}

int jpeg_orientation_of(const JpegReader& reader) {
  for (const jpeg_marker_struct* marker = reader.jpeg.marker_list; marker != nullptr; marker = marker->next) {
    const std::string_view data(reinterpret_cast<const char*>(marker->data), marker->data_length);
    if (data.starts_with(std::string_view("Exif\0\0", 6))) return exif_orientation(data);
  }
  return 1;
}

struct JpegWriter {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  std::jmp_buf leave{};
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  char problem[JMSG_LENGTH_MAX] = "";

  ~JpegWriter() {
    jpeg_destroy_compress(&jpeg);
    std::free(bytes);
  }
};

void on_write_error(j_common_ptr jpeg) {
  auto& writer = *static_cast<JpegWriter*>(jpeg->client_data);
  jpeg->err->format_message(jpeg, writer.problem);
  std::longjmp(writer.leave, 1);
}

bool write_jpeg_rows(JpegWriter& writer, const Picture& picture, int quality) {
  writer.jpeg.err = jpeg_std_error(&writer.errors);
  writer.errors.error_exit = on_write_error;
  writer.errors.output_message = no_output;
  writer.jpeg.client_data = &writer;
  if (setjmp(writer.leave)) return false;
  jpeg_create_compress(&writer.jpeg);
  jpeg_mem_dest(&writer.jpeg, &writer.bytes, &writer.size);
  writer.jpeg.image_width = static_cast<JDIMENSION>(picture.width);
  writer.jpeg.image_height = static_cast<JDIMENSION>(picture.height);
  writer.jpeg.input_components = 3;
  writer.jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults(&writer.jpeg);
  jpeg_set_quality(&writer.jpeg, quality, TRUE);
  jpeg_start_compress(&writer.jpeg, TRUE);
  while (writer.jpeg.next_scanline < writer.jpeg.image_height) {
    JSAMPROW row = const_cast<uint8_t*>(picture.row(writer.jpeg.next_scanline));  // libjpeg only reads it
    jpeg_write_scanlines(&writer.jpeg, &row, 1);
  }
  jpeg_finish_compress(&writer.jpeg);
  return true;
}

}  // namespace

Decoded decode_jpeg(std::string_view bytes, const std::string& name) {
  JpegReader reader;
  const auto fail = [&](const std::string& problem) {
    throw Error(name, "the JPEG picture is damaged or truncated (" + problem + ")", "Save or download it again.");
  };
  if (!read_jpeg_header(reader, bytes)) fail(reader.problem);
  const int64_t width = reader.jpeg.image_width, height = reader.jpeg.image_height;
  check_claimed_size(name, width, height, bytes.size(), jpeg_pixels_per_byte);
  const bool cmyk = reader.jpeg.num_components == 4;
  if (reader.jpeg.num_components == 2 || reader.jpeg.num_components > 4)
    throw Error(name,
                "a JPEG picture with " + std::to_string(reader.jpeg.num_components) + " channels is not supported");
  Decoded result{Picture(width, height), jpeg_orientation_of(reader)};
  std::vector<uint8_t> cmyk_row(cmyk ? static_cast<size_t>(width) * 4 : 0);
  if (!read_jpeg_rows(reader, result.picture, cmyk ? cmyk_row.data() : nullptr)) fail(reader.problem);
  return result;
}

std::string encode_jpeg(const Picture& picture, int quality) {
  JpegWriter writer;
  if (!write_jpeg_rows(writer, picture, quality))
    throw Error("JPEG", std::string("the picture cannot be written (") + writer.problem + ")");
  return {reinterpret_cast<const char*>(writer.bytes), writer.size};
}

}  // namespace rex::codec
