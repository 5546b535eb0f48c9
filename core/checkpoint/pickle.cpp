#include "core/checkpoint/pickle.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <unordered_map>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/checkpoint/bytes.h"

namespace rex {
namespace {

using Kind = PickleValue::Kind;

constexpr std::size_t most_opcodes = 50'000'000;  // about a second
constexpr std::size_t cost_of_memo = 48;
constexpr std::size_t longest_line = 1000;

}  // namespace

class PickleReader {
 public:
  PickleReader(std::string_view bytes, const std::string& where, const Pickle::Rule& rule, std::size_t limit)
      : bytes_(bytes), where_(where), rule_(rule), limit_(limit) {
    none_ = make(Kind::none);
    false_ = make(Kind::boolean);
    true_ = make(Kind::boolean);
    true_->integer = 1;
  }

  Pickle read() {
    for (std::size_t i = 0; i < most_opcodes; ++i) {
      const auto opcode = static_cast<unsigned char>(take(1)[0]);
      if (opcode == '.') {
        pickle_.root_ = pop();
        pickle_.length_ = at_;
        return std::move(pickle_);
      }
      if (!read_scalar(opcode) && !read_container(opcode) && !read_stack(opcode) && !read_object(opcode)) {
        refuse(unknown(opcode));
      }
    }
    refuse("goes on for too long");
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    throw Error(where_, "its pickle " + what + " (at byte " + std::to_string(at_) + ")",
                "The file is damaged or no checkpoint: download it again or save the weights with torch.save.");
  }

  std::string unknown(unsigned char opcode) const {
    if (std::string_view("SVPilpgdo").find(static_cast<char>(opcode)) != std::string_view::npos) {
      return "is of protocol 0, which torch.save does not write";
    }
    return "has the unknown opcode " + std::to_string(opcode);
  }

  // ---- bytes ----

  std::string_view take(std::uint64_t count) {
    if (count > bytes_.size() - at_) refuse("ends in the middle");
    const std::string_view taken = bytes_.substr(at_, count);
    at_ += count;
    return taken;
  }

  template <class Integer>
  Integer number() {
    return little_endian<Integer>(take(sizeof(Integer)));
  }

  std::string_view line() {
    const std::size_t end = bytes_.substr(at_, longest_line).find('\n');
    if (end == std::string_view::npos) {
      refuse(bytes_.size() - at_ < longest_line ? "ends in the middle" : "has a name without end");
    }
    const std::string_view text = take(end);
    take(1);
    return text;
  }

  // ---- values and the stack ----

  void charge(std::size_t bytes) {
    spent_ += bytes;
    if (spent_ > limit_) refuse("holds more values than any checkpoint");
  }

  PickleValue* make(Kind kind) {
    charge(sizeof(PickleValue));
    PickleValue& value = pickle_.values_.emplace_back();
    value.kind = kind;
    return &value;
  }

  void push(PickleValue* value) {
    if (stack_.size() == stack_.capacity()) charge(sizeof(value) * (stack_.size() + 16));
    stack_.push_back(value);
  }

  /// The first stack position that the opcodes behind the last mark may touch.
  std::size_t floor() const { return marks_.empty() ? 0 : marks_.back(); }

  PickleValue* top() {
    if (stack_.size() <= floor()) refuse("takes a value from an empty stack");
    return stack_.back();
  }

  PickleValue* pop() {
    PickleValue* value = top();
    stack_.pop_back();
    return value;
  }

  /// Takes what lies above the last mark, and the mark.
  std::vector<const PickleValue*> pop_to_mark() {
    if (marks_.empty()) refuse("lacks a mark");
    const std::size_t mark = marks_.back();
    marks_.pop_back();
    charge(sizeof(PickleValue*) * (stack_.size() - mark));
    std::vector<const PickleValue*> values(stack_.begin() + static_cast<std::ptrdiff_t>(mark), stack_.end());
    stack_.resize(mark);
    return values;
  }

  std::vector<const PickleValue*> pop_some(std::size_t count) {
    std::vector<const PickleValue*> values(count);
    for (std::size_t i = count; i-- > 0;) values[i] = pop();
    return values;
  }

  bool push_text(Kind kind, std::uint64_t length) {
    PickleValue* value = make(kind);
    value->text = take(length);
    push(value);
    return true;
  }

  bool push_integer(std::int64_t number) {
    PickleValue* value = make(Kind::integer);
    value->integer = number;
    push(value);
    return true;
  }

  bool push_items(Kind kind, std::vector<const PickleValue*> items) {
    PickleValue* value = make(kind);
    charge(sizeof(PickleValue*) * items.size());
    value->items = std::move(items);
    push(value);
    return true;
  }

  // ---- opcodes ----

  bool read_scalar(unsigned char opcode) {
    switch (opcode) {
      case 'N':
        push(none_);
        return true;
      case 0x88:
        push(true_);
        return true;
      case 0x89:
        push(false_);
        return true;
      case 'I':
        return read_decimal(line(), true);
      case 'L':
        return read_decimal(line(), false);
      case 'J':
        return push_integer(number<std::int32_t>());
      case 'K':
        return push_integer(number<std::uint8_t>());
      case 'M':
        return push_integer(number<std::uint16_t>());
      case 0x8a:
        return push_long(take(number<std::uint8_t>()));
      case 0x8b:
        return push_long(take(number<std::uint32_t>()));
      case 'F':
        return read_real(line());
      case 'G':
        return push_real(std::bit_cast<double>(__builtin_bswap64(number<std::uint64_t>())));
      case 'X':
        return push_text(Kind::text, number<std::uint32_t>());
      case 0x8c:
        return push_text(Kind::text, number<std::uint8_t>());
      case 0x8d:
        return push_text(Kind::text, number<std::uint64_t>());
      case 'T':
        return push_text(Kind::text, number<std::uint32_t>());  // texts of Python 2
      case 'U':
        return push_text(Kind::text, number<std::uint8_t>());
      case 'B':
        return push_text(Kind::bytes, number<std::uint32_t>());
      case 'C':
        return push_text(Kind::bytes, number<std::uint8_t>());
      case 0x8e:
        return push_text(Kind::bytes, number<std::uint64_t>());
      case 0x96:
        return push_text(Kind::bytes, number<std::uint64_t>());
      default:
        return false;
    }
  }

  bool read_container(unsigned char opcode) {
    switch (opcode) {
      case ']':
        return push_items(Kind::list, {});
      case ')':
        return push_items(Kind::tuple, {});
      case '}':
        return push_items(Kind::dict, {});
      case 0x8f:
        return push_items(Kind::set, {});
      case 'l':
        return push_items(Kind::list, pop_to_mark());
      case 't':
        return push_items(Kind::tuple, pop_to_mark());
      case 0x91:
        return push_items(Kind::set, pop_to_mark());
      case 0x85:
        return push_items(Kind::tuple, pop_some(1));
      case 0x86:
        return push_items(Kind::tuple, pop_some(2));
      case 0x87:
        return push_items(Kind::tuple, pop_some(3));
      case 'd':
        return push_pairs(pop_to_mark());
      case 'a':
        return append(pop_some(1), Kind::list);
      case 'e':
        return append(pop_to_mark(), Kind::list);
      case 0x90:
        return append(pop_to_mark(), Kind::set);
      case 's':
        return append(pop_some(2), Kind::dict);
      case 'u':
        return append(pop_to_mark(), Kind::dict);
      default:
        return false;
    }
  }

  bool push_pairs(std::vector<const PickleValue*> items) {
    if (items.size() % 2 != 0) refuse("has a key without a value");
    return push_items(Kind::dict, std::move(items));
  }

  /// Adds to the list, set or dict on top of the stack, or to an object that stands for one.
  bool append(const std::vector<const PickleValue*>& items, Kind kind) {
    PickleValue* target = top();
    if (!target->is(kind) && !target->is(Kind::object)) refuse("adds elements to something that holds none");
    if (kind == Kind::dict && items.size() % 2 != 0) refuse("has a key without a value");
    charge(2 * sizeof(PickleValue*) * items.size());
    target->items.insert(target->items.end(), items.begin(), items.end());
    return true;
  }

  bool read_stack(unsigned char opcode) {
    switch (opcode) {
      case 0x80:
        if (number<std::uint8_t>() > 5) refuse("is of an unknown protocol");
        return true;
      case 0x95:
        if (number<std::uint64_t>() > bytes_.size() - at_) refuse("ends in the middle");
        return true;
      case '(':
        if (marks_.size() == marks_.capacity()) charge(sizeof(std::size_t) * (marks_.size() + 16));
        marks_.push_back(stack_.size());
        return true;
      case '0':
        if (!marks_.empty() && marks_.back() == stack_.size()) {
          marks_.pop_back();
        } else {
          pop();
        }
        return true;
      case '1':
        pop_to_mark();
        return true;
      case '2':
        push(top());
        return true;
      case 'h':
        return get(number<std::uint8_t>());
      case 'j':
        return get(number<std::uint32_t>());
      case 'q':
        return put(number<std::uint8_t>());
      case 'r':
        return put(number<std::uint32_t>());
      case 0x94:
        return put(static_cast<std::uint32_t>(memo_.size()));
      default:
        return false;
    }
  }

  bool get(std::uint32_t index) {
    const auto found = memo_.find(index);
    if (found == memo_.end()) refuse("recalls a value that it never stored");
    push(found->second);
    return true;
  }

  bool put(std::uint32_t index) {
    PickleValue* value = top();
    if (memo_.insert_or_assign(index, value).second) charge(cost_of_memo);
    return true;
  }

  bool read_object(unsigned char opcode) {
    switch (opcode) {
      case 'c': {
        const std::string_view module = line();
        return push_global(module, line());
      }
      case 0x93: {
        const PickleValue* name = pop();
        const PickleValue* module = pop();
        if (!name->is(Kind::text) || !module->is(Kind::text)) refuse("has a global whose name is no text");
        return push_global(module->text, name->text);
      }
      case 'R':
      case 0x81:
        return push_object(nullptr);
      case 0x92:
        return push_object(pop());
      case 'b': {
        const PickleValue* state = pop();
        PickleValue* target = top();
        if (!target->is(Kind::object)) refuse("sets the state of something that has none");
        target->state = state;
        return true;
      }
      case 'Q': {
        const PickleValue* id = pop();
        PickleValue* value = make(Kind::persistent);
        value->arguments = id;
        push(value);
        return true;
      }
      default:
        return false;
    }
  }

  bool push_global(std::string_view module, std::string_view name) {
    std::string full = std::string(module) + "." + std::string(name);
    auto found = globals_.find(full);
    if (found == globals_.end()) {
      const GlobalUse use = rule_(full);
      if (use == GlobalUse::refused) {
        throw Error(where_, "its pickle names " + printable(full) + ", which has no place in a checkpoint",
                    "Nothing in the file was run. If you trust it, save only its weights again: "
                    "torch.save(model.state_dict(), …).");
      }
      charge(full.size() * 2 + cost_of_memo);
      PickleValue* value = make(Kind::global);
      value->foreign = use == GlobalUse::foreign;
      value->text = pickle_.global_names_.emplace_back(full);
      found = globals_.emplace(std::move(full), value).first;
    }
    push(found->second);
    return true;
  }

  /// callee, tuple of arguments (, named arguments) → an object that was never made.
  bool push_object(const PickleValue* named_arguments) {
    const PickleValue* arguments = pop();
    const PickleValue* callee = pop();
    const bool foreign_class = callee->is(Kind::object) && callee->foreign;  // a class inside a class, by getattr
    if (!callee->is(Kind::global) && !foreign_class) refuse("calls something that is no function");
    const bool callable = callee->foreign || rule_(callee->text) == GlobalUse::callable;
    if (!callable) refuse("calls " + printable(callee->text));
    if (!arguments->is(Kind::tuple)) refuse("calls " + printable(callee->text) + " without a tuple of arguments");
    PickleValue* value = make(Kind::object);
    value->foreign = callee->foreign;
    value->callee = callee;
    value->arguments = arguments;
    value->state = named_arguments;
    push(value);
    return true;
  }

  bool read_decimal(std::string_view text, bool may_be_boolean) {
    if (may_be_boolean && (text == "00" || text == "01")) {
      push(text == "01" ? true_ : false_);
      return true;
    }
    if (!text.empty() && text.back() == 'L') text.remove_suffix(1);
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || end != text.data() + text.size()) refuse("has a damaged number");
    if (failure == std::errc::result_out_of_range) {
      push(make(Kind::big_integer));
      return true;
    }
    return push_integer(value);
  }

  bool push_long(std::string_view digits) {
    if (digits.size() > sizeof(std::int64_t)) {
      PickleValue* value = make(Kind::big_integer);
      value->text = digits;
      push(value);
      return true;
    }
    std::uint64_t value = 0;
    for (std::size_t i = digits.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(digits[i]);
    const bool negative = !digits.empty() && (digits.back() & 0x80) != 0;
    if (negative && digits.size() < sizeof(value)) value |= ~std::uint64_t{0} << (8 * digits.size());
    return push_integer(static_cast<std::int64_t>(value));
  }

  bool read_real(std::string_view text) {
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size()) refuse("has a damaged number");
    return push_real(value);
  }

  bool push_real(double number) {
    PickleValue* value = make(Kind::real);
    value->real = number;
    push(value);
    return true;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  const std::string& where_;
  const Pickle::Rule& rule_;
  std::size_t limit_;
  Pickle pickle_;
  std::size_t spent_ = 0;
  std::vector<PickleValue*> stack_;
  std::vector<std::size_t> marks_;
  std::unordered_map<std::uint32_t, PickleValue*> memo_;
  std::map<std::string, PickleValue*> globals_;
  PickleValue* none_;
  PickleValue* true_;
  PickleValue* false_;
};

std::vector<std::string> Pickle::foreign_globals() const {
  std::vector<std::string> names;
  for (const PickleValue& value : values_) {
    if (value.is(PickleValue::Kind::global) && value.foreign) names.emplace_back(value.text);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Pickle Pickle::read(std::string_view bytes, const std::string& where, const Rule& rule, std::size_t limit) {
  return PickleReader(bytes, where, rule, limit).read();
}

}  // namespace rex
