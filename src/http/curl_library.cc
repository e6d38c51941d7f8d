// In: the system's libcurl.so.4. Out: its functions, or nothing.
#include "http/curl_library.h"

#include <dlfcn.h>

#include <optional>

namespace mdg::http {

namespace {

template <typename Function>
bool Find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

std::optional<CurlLibrary> Load() {
  void* library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  CurlLibrary curl{};
  const bool whole = library != nullptr && Find(library, "curl_easy_init", curl.easy_init) && Find(library, "curl_easy_setopt", curl.easy_setopt) &&
                     Find(library, "curl_easy_perform", curl.easy_perform) && Find(library, "curl_easy_getinfo", curl.easy_getinfo) &&
                     Find(library, "curl_easy_cleanup", curl.easy_cleanup) && Find(library, "curl_easy_strerror", curl.easy_strerror) &&
                     Find(library, "curl_slist_append", curl.slist_append) && Find(library, "curl_slist_free_all", curl.slist_free_all) &&
                     Find(library, "curl_url", curl.url) && Find(library, "curl_url_set", curl.url_set) &&
                     Find(library, "curl_url_get", curl.url_get) && Find(library, "curl_url_cleanup", curl.url_cleanup) &&
                     Find(library, "curl_free", curl.free);
  return whole ? std::optional<CurlLibrary>(curl) : std::nullopt;
}

}  // namespace

const CurlLibrary* LoadCurl() {
  static const std::optional<CurlLibrary> library = Load();
  return library ? &*library : nullptr;
}

}  // namespace mdg::http
