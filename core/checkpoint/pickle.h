// A reader of Python pickles that builds data and nothing else. What a pickle asks to be called is written down, not
// called. Opcodes as in CPython's Lib/pickletools.py, protocols 1 to 5.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rex {

/// One value of a pickle. Values point into each other as Python objects do, cycles included.
struct PickleValue {
  enum class Kind : std::uint8_t {
    none,
    boolean,
    integer,
    big_integer,  // does not fit 64 bits
    real,
    text,
    bytes,
    list,
    tuple,
    dict,
    set,
    global,      // a class or function, by name
    object,      // what calling `callee` with `arguments` would give
    persistent,  // what stands outside the pickle under the id `arguments`
  };

  Kind kind = Kind::none;
  std::int64_t integer = 0;  // boolean, integer
  double real = 0;           // real
  std::string_view text;     // text, bytes; big_integer: its two's complement; global: "module.name"
  bool foreign = false;      // global: GlobalUse::foreign; object: made by one
  /// List, tuple, set: elements. Dict: key, value, key, value, … Object: what was appended to it, or keys and values
  /// that were set in it.
  std::vector<const PickleValue*> items;
  const PickleValue* callee = nullptr;     // object: a global, or a foreign object that stands for a class
  const PickleValue* arguments = nullptr;  // object: a tuple; persistent: any value
  const PickleValue* state = nullptr;      // object: what __setstate__ would get

  bool is(Kind wanted) const { return kind == wanted; }
  bool is_text(std::string_view wanted) const { return kind == Kind::text && text == wanted; }
  /// Whether this is an object made by the global NAME ("module.name").
  bool made_by(std::string_view name) const { return kind == Kind::object && callee->text == name; }
};

/// What a pickle may do with a global that it names.
enum class GlobalUse {
  refused,
  value,     // may stand as data: a storage type, an element type
  callable,  // may also be written down as the maker of an object
  foreign    // the same, of a program that nothing is known of: see Pickle::foreign_globals
};

/// A pickle's values, which live as long as it does and view the bytes that it was read from.
class Pickle {
 public:
  using Rule = std::function<GlobalUse(std::string_view global)>;

  /// What a checkpoint's values may take in memory; the largest real ones stay far below.
  static constexpr std::size_t usual_limit = 80'000'000;

  /// Reads the pickle at the start of BYTES, which may go on behind it. WHERE names the file in messages. Throws Error
  /// for unsound pickles, for globals that RULE refuses, and where the values would take more than LIMIT bytes.
  static Pickle read(std::string_view bytes, const std::string& where, const Rule& rule,
                     std::size_t limit = usual_limit);

  const PickleValue& root() const { return *root_; }
  /// Bytes that it takes.
  std::size_t length() const { return length_; }
  /// The names that the rule called foreign, sorted.
  std::vector<std::string> foreign_globals() const;
  /// All values in no particular order, for checks that should not follow cycles.
  const std::deque<PickleValue>& values() const { return values_; }

 private:
  friend class PickleReader;
  std::deque<PickleValue> values_;
  std::deque<std::string> global_names_;
  const PickleValue* root_ = nullptr;
  std::size_t length_ = 0;
};

}  // namespace rex
