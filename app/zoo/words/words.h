#pragma once

#include <set>
#include <string>

namespace rex::zoo {

/// Adds the words of TEXT (runs of letters and digits) to WORDS, in lower case.
void add_words(const std::string& text, std::set<std::string>& words);

/// TEXT with "{}" replaced by VALUE.
std::string filled(const std::string& text, const std::string& value);

std::string capitalised(std::string text);

/// The names of classes (singular, plural), colours and articles.
std::set<std::string> object_words();

}  // namespace rex::zoo
