// In: the server installed from Debian. Out: a running server in a temporary folder.
#include "postgres_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <thread>

namespace agents_exporter {
namespace {

constexpr const char* kPassword = "swordfish";

[[noreturn]] void Die(const std::string& what, const std::string& details = "") {
  std::fprintf(stderr, "the PostgreSQL server of the test: %s\n%s\n", what.c_str(), details.c_str());
  std::exit(2);
}

// A port that was free a moment ago.
int FreePort() {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (listener < 0 || bind(listener, generic, size) != 0 || getsockname(listener, generic, &size) != 0)
    Die("no free port");
  close(listener);
  return ntohs(address.sin_port);
}

// PostgreSQL refuses to run as root: then the account its package made, or nobody.
const passwd* ServerAccount() {
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* account = getpwnam(name)) return account;
  }
  Die("neither `postgres` nor `nobody` is an account");
}

struct Connection {
  explicit Connection(const std::string& connection_string) : connection(PQconnectdb(connection_string.c_str())) {}
  ~Connection() { PQfinish(connection); }
  PGconn* connection;
};

}  // namespace

std::string PostgresServer::InstalledIn() {
  std::set<std::string> found;
  std::error_code ignored;
  for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", ignored)) {
    const std::filesystem::path folder = version.path() / "bin";
    if (access((folder / "initdb").c_str(), X_OK) == 0 && access((folder / "postgres").c_str(), X_OK) == 0)
      found.insert(folder);
  }
  return found.empty() ? "" : *found.rbegin();
}

PostgresServer::PostgresServer() {
  if (geteuid() == 0) {
    const passwd* account = ServerAccount();
    if (chown(folder_.path().c_str(), account->pw_uid, account->pw_gid) != 0) Die("cannot give its folder away");
  }
  folder_.Write("password", kPassword);
  std::filesystem::permissions(folder_ / "password", std::filesystem::perms(0644));  // the folder itself is private
  const Command initdb =
      AsServer({InstalledIn() + "/initdb", "--pgdata=" + (folder_ / "data"), "--username=ada", "--encoding=UTF8",
                "--locale=C.UTF-8", "--auth=scram-sha-256", "--pwfile=" + (folder_ / "password"), "--no-sync"});
  if (RunToItsEnd(initdb, 120) != 0) Die("initdb failed", folder_.Read("log"));
  for (int attempt = 0; attempt < 5; ++attempt) {
    port_ = FreePort();  // somebody may be quicker
    if (TryToStart()) {
      Run(mdg::tests::ReadWholeFile(AGENTS_SCHEMA));
      return;
    }
  }
  Die("it does not start", folder_.Read("log"));
}

PostgresServer::~PostgresServer() {
  if (process_ == nullptr) return;
  process_->Signal(SIGINT);  // "fast": waits for nobody
  process_->Wait(30);
}

Command PostgresServer::AsServer(std::vector<std::string> words) const {
  Command command{std::move(words), folder_ / "log", {}, std::nullopt};
  if (geteuid() == 0) {
    const passwd* account = ServerAccount();
    command.user = account->pw_uid;
    command.group = account->pw_gid;
  }
  return command;
}

std::string PostgresServer::ConnectionString() const {
  return fmt::format("postgresql://ada:{}@127.0.0.1:{}/postgres?sslmode=disable", kPassword, port_);
}

bool PostgresServer::TryToStart() {
  process_ = std::make_unique<ChildProcess>(
      AsServer({InstalledIn() + "/postgres", "-D", folder_ / "data", "-p", std::to_string(port_), "-c",
                "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c",
                "shared_buffers=16MB", "-c", "max_connections=20",
                // Nothing a reader of UTC would like: the exporter has to ask for its own.
                "-c", "TimeZone=Asia/Kathmandu", "-c", "DateStyle=German"}));
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (process_->IsRunning() && std::chrono::steady_clock::now() < deadline) {
    if (Answers()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

bool PostgresServer::Answers() const { return PQstatus(Connection(ConnectionString()).connection) == CONNECTION_OK; }

void PostgresServer::Run(const std::string& statements) const {
  const Connection connection(ConnectionString());
  PGresult* result = PQexec(connection.connection, statements.c_str());
  const ExecStatusType status = PQresultStatus(result);
  PQclear(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) Die("SQL failed", PQerrorMessage(connection.connection));
}

void PostgresServer::Crash() {
  process_->Signal(SIGQUIT);
  process_->Wait(30);
  process_.reset();
}

void PostgresServer::Start() {
  if (!TryToStart()) Die("it does not start again", folder_.Read("log"));
}

void PostgresServer::DropConnections() const {
  Run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'agents-exporter'");
}

}  // namespace agents_exporter
