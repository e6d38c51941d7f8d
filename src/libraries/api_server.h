// What k8s.io/apiserver exposes, by what a program has to do for it: the families that api_server.cc says the conditions of.
// In: nothing. Out: spans of families whose versions are those of k8s.io/apiserver. Deliberately no conditions.
#pragma once

#include <span>

#include "libraries/library.h"

namespace mdg::libraries::api_server {

constexpr Family Internal(Family family) { return family.stability = "INTERNAL", family; }
constexpr Family Alpha(Family family) { return family.stability = "ALPHA", family; }
constexpr Family Beta(Family family) { return family.stability = "BETA", family; }
constexpr Family Stable(Family family) { return family.stability = "STABLE", family; }

// Of packages that register when they are linked, and have no labels: nothing has to happen to them.
std::span<const Family> Audit();
std::span<const Family> ClientCertificates();
std::span<const Family> Discovery();
std::span<const Family> WebhookCalls();
std::span<const Family> Validation();
std::span<const Family> Transformation();    // of what is stored
std::span<const Family> Envelope();          // encryption
std::span<const Family> EncryptionConfig();

// Of a server, whatever it serves.
std::span<const Family> Endpoints();
std::span<const Family> Server();
std::span<const Family> FairShare();
std::span<const Family> Health();  // of k8s.io/component-base

// Of what a server may have, or a program use.
std::span<const Family> Auditing();
std::span<const Family> Authentication();
std::span<const Family> Authorization();
std::span<const Family> Admission();
std::span<const Family> FlowControl();
std::span<const Family> Egress();
std::span<const Family> Storage();
std::span<const Family> StreamTranslator();
std::span<const Family> StreamTunnel();

}  // namespace mdg::libraries::api_server
