// In: a function from the request's head to the bytes of the answer. Out: a port, and the requests that came.
#include "tests/small_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace mdg::tests {

SmallServer::SmallServer(Answer answer) : answer_(std::move(answer)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (listener_ < 0 || bind(listener_, generic, size) != 0 || listen(listener_, 16) != 0 ||
      getsockname(listener_, generic, &size) != 0) {
    std::perror("the test cannot listen on loopback");
    std::exit(2);
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { Serve(); });
}

SmallServer::~SmallServer() {
  stopping_ = true;
  thread_.join();
  for (int connection : silent_) close(connection);
  close(listener_);
}

std::string SmallServer::Url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

std::vector<std::string> SmallServer::Requests() {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void SmallServer::Serve() {
  while (!stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (poll(&waiting, 1, 20) <= 0) continue;
    const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    std::string request;
    char buffer[4096];
    while (request.find("\r\n\r\n") == std::string::npos) {
      const ssize_t got = recv(connection, buffer, sizeof buffer, 0);
      if (got <= 0) break;
      request.append(buffer, static_cast<size_t>(got));
    }
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
    }
    const std::string bytes = answer_(request);
    if (bytes.empty()) {
      silent_.push_back(connection);
      continue;
    }
    size_t sent = 0;
    while (sent < bytes.size()) {
      const ssize_t taken = send(connection, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (taken <= 0) break;  // the client has had enough
      sent += static_cast<size_t>(taken);
    }
    shutdown(connection, SHUT_WR);
    close(connection);
  }
}

std::string HttpAnswer(const std::string& body, const std::string& status, const std::string& headers) {
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + body;
}

}  // namespace mdg::tests
