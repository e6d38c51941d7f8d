// libcurl, loaded when a URL is asked for.
//
// In: the system's libcurl.so.4. Out: its functions. Loading it with the program would make every start wait for it and for the thirty
// libraries it needs, three times as long as all else; only `verify` with a URL wants it. Deliberately never unloaded.
#pragma once

#include <curl/curl.h>

// A macro of C's that forwards to the function of that name.
#undef curl_easy_setopt
#undef curl_easy_getinfo

namespace mdg::http {

struct CurlLibrary {
  decltype(&::curl_easy_init) easy_init;
  decltype(&::curl_easy_setopt) easy_setopt;
  decltype(&::curl_easy_perform) easy_perform;
  decltype(&::curl_easy_getinfo) easy_getinfo;
  decltype(&::curl_easy_cleanup) easy_cleanup;
  decltype(&::curl_easy_strerror) easy_strerror;
  decltype(&::curl_slist_append) slist_append;
  decltype(&::curl_slist_free_all) slist_free_all;
  decltype(&::curl_url) url;
  decltype(&::curl_url_set) url_set;
  decltype(&::curl_url_get) url_get;
  decltype(&::curl_url_cleanup) url_cleanup;
  decltype(&::curl_free) free;
};

// Null where there is no libcurl, or one without these functions (older than 7.85).
const CurlLibrary* LoadCurl();

// After LoadCurl gave one.
inline const CurlLibrary& Libcurl() { return *LoadCurl(); }

}  // namespace mdg::http
