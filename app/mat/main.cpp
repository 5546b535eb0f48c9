// rex-read-mat FILE FIRST: reads ImageNet-Segmentation's file (MAT v7.3, which is HDF5 behind 512 bytes) and writes
// its pictures and labels from number FIRST on to standard output. A program of its own, so that a damaged file can
// end only this one. core/evaluate/data/segmentation_mat.h starts it and knows what it writes:
//   "rex-read-mat 1 COUNT\n", then for each sample "HEIGHT WIDTH\n", its red, green and blue bytes row by row, and its
//   labels row by row.
#include <hdf5.h>
#include <sys/resource.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

/// As picture files are limited (rex::largest_picture).
constexpr hsize_t most_pixels = 128'000'000;
constexpr hsize_t most_samples = 10'000'000;

struct Problem : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An identifier of HDF5 that closes itself.
class Handle {
 public:
  Handle(hid_t id, herr_t (*close)(hid_t), const std::string& what) : id_(id), close_(close) {
    if (id < 0) throw Problem(what);
  }
  ~Handle() { close_(id_); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  operator hid_t() const { return id_; }

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

/// The lengths of DATASET's axes. Data outside the file would be read from whatever path the file names: refused.
std::vector<hsize_t> axes_of(hid_t dataset, const std::string& what) {
  const Handle properties(H5Dget_create_plist(dataset), H5Pclose, what + " cannot be read");
  if (H5Pget_external_count(properties) != 0) throw Problem(what + " lies in another file");
  const Handle space(H5Dget_space(dataset), H5Sclose, what + " has no size");
  const int count = H5Sget_simple_extent_ndims(space);
  if (count < 0 || count > 8) throw Problem(what + " has no size");
  std::vector<hsize_t> axes(static_cast<std::size_t>(count));
  if (count > 0 && H5Sget_simple_extent_dims(space, axes.data(), nullptr) < 0) throw Problem(what + " has no size");
  return axes;
}

std::vector<hobj_ref_t> references_of(hid_t dataset, const std::string& what) {
  hsize_t count = 1;
  for (const hsize_t axis : axes_of(dataset, what)) {
    if (axis > most_samples || (count *= axis) > most_samples) throw Problem(what + " has too many entries");
  }
  const Handle type(H5Dget_type(dataset), H5Tclose, what + " has no type");
  if (H5Tequal(type, H5T_STD_REF_OBJ) <= 0) throw Problem(what + " is no list of references");
  std::vector<hobj_ref_t> references(count);
  if (count > 0 && H5Dread(dataset, H5T_STD_REF_OBJ, H5S_ALL, H5S_ALL, H5P_DEFAULT, references.data()) < 0)
    throw Problem(what + " cannot be read");
  return references;
}

hid_t opened(hid_t from, const hobj_ref_t& reference) {
  const hid_t object = H5Rdereference2(from, H5P_DEFAULT, H5R_OBJECT, &reference);
  if (object < 0 || H5Iget_type(object) == H5I_DATASET) return object;
  H5Oclose(object);
  return -1;
}

/// The bytes of DATASET, which has AXES axes; their lengths go to SIZE.
std::vector<std::uint8_t> bytes_of(hid_t dataset, std::size_t axes, std::vector<hsize_t>& size,
                                   const std::string& what) {
  size = axes_of(dataset, what);
  if (size.size() != axes) throw Problem(what + " has another number of axes");
  const Handle type(H5Dget_type(dataset), H5Tclose, what + " has no type");
  const H5T_class_t kind = H5Tget_class(type);
  if (H5Tget_size(type) != 1 || (kind != H5T_INTEGER && kind != H5T_ENUM))
    throw Problem(what + " is not made of bytes");
  hsize_t count = 1;
  for (const hsize_t axis : size) {
    if (axis == 0 || axis > most_pixels || (count *= axis) > 3 * most_pixels)
      throw Problem(what + " is no picture's size");
  }
  std::vector<std::uint8_t> bytes(count);
  if (H5Dread(dataset, H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()) < 0)
    throw Problem(what + " is damaged");
  return bytes;
}

void write(const void* bytes, std::size_t count) {
  if (std::fwrite(bytes, 1, count, stdout) != count) std::exit(0);  // nobody reads any more
}

/// MATLAB's arrays stand with their axes turned round: [3, width, height] and [width, height].
void write_sample(hid_t pictures, const hobj_ref_t& picture_reference, hid_t labels, const hobj_ref_t& label_reference,
                  const std::string& name) {
  const Handle picture(opened(pictures, picture_reference), H5Dclose, "picture " + name + " is not there");
  const Handle cell(opened(labels, label_reference), H5Dclose, "label " + name + " is not there");
  const std::vector<hobj_ref_t> inner = references_of(cell, "label " + name);
  if (inner.size() != 1) throw Problem("label " + name + " is not one reference");
  const Handle label(opened(cell, inner[0]), H5Dclose, "label " + name + " is not there");
  std::vector<hsize_t> picture_size, label_size;
  const std::vector<std::uint8_t> colours = bytes_of(picture, 3, picture_size, "picture " + name);
  const std::vector<std::uint8_t> classes = bytes_of(label, 2, label_size, "label " + name);
  const hsize_t width = picture_size[1], height = picture_size[2];
  if (picture_size[0] != 3) throw Problem("picture " + name + " has not three channels");
  if (label_size[0] != width || label_size[1] != height) throw Problem("picture and label " + name + " differ in size");
  std::vector<std::uint8_t> rows(width * height * 3), label_rows(width * height);
  for (hsize_t y = 0; y < height; ++y) {
    for (hsize_t x = 0; x < width; ++x) {
      for (hsize_t channel = 0; channel < 3; ++channel)
        rows[(y * width + x) * 3 + channel] = colours[(channel * width + x) * height + y];
      label_rows[y * width + x] = classes[x * height + y];
    }
  }
  const std::string head = std::to_string(height) + " " + std::to_string(width) + "\n";
  write(head.data(), head.size());
  write(rows.data(), rows.size());
  write(label_rows.data(), label_rows.size());
}

void read_file(const char* path, hsize_t first) {
  const Handle file(H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "is no HDF5 file (MAT v7.3)");
  const Handle pictures(H5Dopen2(file, "/value/img", H5P_DEFAULT), H5Dclose, "has no /value/img");
  const Handle labels(H5Dopen2(file, "/value/gt", H5P_DEFAULT), H5Dclose, "has no /value/gt");
  const std::vector<hobj_ref_t> picture_references = references_of(pictures, "/value/img");
  const std::vector<hobj_ref_t> label_references = references_of(labels, "/value/gt");
  if (picture_references.size() != label_references.size()) throw Problem("has not one label for each picture");
  const std::string head = "rex-read-mat 1 " + std::to_string(picture_references.size()) + "\n";
  write(head.data(), head.size());
  for (hsize_t i = first; i < picture_references.size(); ++i)
    write_sample(pictures, picture_references[i], labels, label_references[i], std::to_string(i));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: rex-read-mat FILE FIRST\n", stderr);
    return 2;
  }
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // whose shadows need terabytes of addresses
  const rlimit memory{rlim_t{8} << 30, rlim_t{8} << 30};
  setrlimit(RLIMIT_AS, &memory);
#endif
  const rlimit seconds{3600, 3600}, no_core{0, 0};  // all of the real file takes a minute
  setrlimit(RLIMIT_CPU, &seconds);
  setrlimit(RLIMIT_CORE, &no_core);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // its messages are said in our words
  try {
    read_file(argv[1], std::strtoull(argv[2], nullptr, 10));
  } catch (const std::exception& problem) {
    std::fflush(stdout);
    std::fprintf(stderr, "%s\n", problem.what());
    return 1;
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
