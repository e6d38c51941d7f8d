// A PostgreSQL server of the test's own, on loopback.
// In: the server installed from Debian. Out: a running server in a temporary folder, with the agents' table; gone with the test.
// Deliberately touches no server and no cluster that is there already.
#pragma once

#include <memory>
#include <string>

#include "child_process.h"
#include "tests/temporary_folder.h"

namespace agents_exporter {

class PostgresServer {
 public:
  // The folder of initdb and postgres; empty when no server is installed.
  static std::string InstalledIn();

  // Makes the cluster and starts it; ends the test program when that does not work.
  PostgresServer();
  ~PostgresServer();

  // postgresql://..., with the password.
  std::string ConnectionString() const;
  void Run(const std::string& statements) const;

  // As if the machine lost power.
  void Crash();
  // On the same port again.
  void Start();
  // Everything that is connected is thrown out; the server stays.
  void DropConnections() const;

 private:
  bool TryToStart();
  bool Answers() const;
  Command AsServer(std::vector<std::string> words) const;

  mdg::tests::TemporaryFolder folder_;
  std::unique_ptr<ChildProcess> process_;
  int port_ = 0;
};

}  // namespace agents_exporter
