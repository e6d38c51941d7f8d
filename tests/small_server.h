// A web server for one test: on loopback, in a thread of the test, one request for each connection.
// In: a function from the request's head to the bytes of the answer. Out: a port, and the requests that came. Deliberately no
// HTTP: the tests say every byte, wrong ones too.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mdg::tests {

class SmallServer {
 public:
  using Answer = std::function<std::string(const std::string& request)>;

  // An answer of "" leaves the connection open and says nothing.
  explicit SmallServer(Answer answer);
  ~SmallServer();
  SmallServer(const SmallServer&) = delete;
  SmallServer& operator=(const SmallServer&) = delete;

  std::string Url(const std::string& path = "/metrics") const;
  std::vector<std::string> Requests();  // their heads, in the order they came

 private:
  void Serve();

  Answer answer_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::vector<std::string> requests_;
  std::vector<int> silent_;  // connections that are left open
  std::thread thread_;
};

// An answer with this body; `headers` are lines that end with "\r\n".
std::string HttpAnswer(const std::string& body, const std::string& status = "200 OK",
                       const std::string& headers = "Content-Type: text/plain; version=0.0.4\r\n");

}  // namespace mdg::tests
