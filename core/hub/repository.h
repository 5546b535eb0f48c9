// What the hub tells of a repository: https://huggingface.co/docs/hub/api
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/hub/http.h"

namespace rex::hub {

/// Whom to ask, and as whom.
struct Hub {
  std::string address = "https://huggingface.co";  ///< without a slash at its end
  std::string token;                               ///< may be empty
  Patience patience;
};

/// The hub of HF_ENDPOINT, with the token of HF_TOKEN or else of the token file of Hugging Face's programs
/// (HF_TOKEN_PATH, HF_HOME/token). Throws Error where the address is not safe.
Hub hub_from_environment();

/// What a person named: "owner/name", or an address of the hub that leads to one.
struct RepositoryName {
  std::string repository;  ///< "owner/name", or "name" of the oldest models
  std::string revision;    ///< branch, tag or commit; empty where none was named
};

/// Throws Error where TEXT cannot be a repository's name.
RepositoryName parse_repository(const std::string& text);

struct HubFile {
  std::string path;  ///< in the repository, with slashes
  std::uint64_t bytes = 0;
  std::string sha256;   ///< of large files; empty for small ones
  std::string git_sha;  ///< of small files: SHA-1 of "blob SIZE\0" and the bytes; empty for large ones
};

struct Repository {
  std::string name;
  std::string commit;          ///< 40 hexadecimal digits: what a moving branch was when it was asked
  std::string licence;         ///< as its owner states it: "apache-2.0"; may be empty
  std::vector<HubFile> files;  ///< sorted by path
};

/// Asks the hub for REVISION of the repository NAME. Throws Error saying what to do where it is not there, not open, or
/// does not make sense; Cancelled.
Repository ask_hub(const Hub& hub, const std::string& name, const std::string& revision, const Progress& progress);

/// Where FILE of REPOSITORY is fetched.
std::string address_of(const Hub& hub, const Repository& repository, const HubFile& file);

/// CALL until it succeeds: what fails for a while (429, 5xx, a broken connection) is tried again after a pause.
/// CALL returns the answer, or throws. Throws Error for every other answer than 200 and 206, with what it means.
HttpAnswer patiently(const Hub& hub, const std::string& what, const Progress& progress,
                     const std::function<HttpAnswer()>& call);

}  // namespace rex::hub
