// What shows a library's measurements to Prometheus, and the names it makes of them.
//
//     otelprom.New(otelprom.WithoutUnits())            app.sent, unit By: app_sent_total instead of app_sent_bytes_total
//
// In: rows of library tables with exporters and options; when everything has been run, Events. Out: final names and
// labels of the constructions whose library leaves them to an exporter. Which settings a name hangs on is data in libraries/, what
// they do to it is in exported_names.h. An option nobody knows is taken as not given, and the name's note says so.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class Exporters {
 public:
  explicit Exporters(Evaluator& evaluator) : e_(evaluator) {}

  Value Make(libraries::Match match, const std::vector<Value>& arguments, Place at);
  void RunClosedUses();  // before anything else: uses of metrics that hang on nothing around them
  void Finish();         // when all has been run: every construction as it is shown

  bool AreInOneProgram(const std::vector<const Module*>& modules) const;
  std::vector<const Module*> ModulesOnStack(Place at) const;

 private:
  struct WayExported {
    Construction made;
    const Exporter* exporter = nullptr;
  };

  void NoteSetting(Exporter& exporter, Value option);
  void FindSinks();
  void DropSuperseded();
  void DropUnshown();
  void HelpByDeclaration(Construction& construction);
  Value ServiceOf(const Exporter& exporter);
  void NameByKey(const Exporter* exporter, Construction& construction, std::string& unknown);
  Value NameAsExported(const Construction& construction, const Exporter* exporter, std::string& unknown);
  static std::string NoteOf(const Exporter& exporter, const std::string& unknown);
  Construction AsExported(const Construction& construction, const Exporter* exporter, std::string& unknown);
  std::map<std::string, WayExported> WaysExported(const Construction& construction);
  static Value RegisteredWith(const Exporter* exporter);
  void Register(uint32_t metric, const Exporter* exporter);
  Value LabelsAsExported(Value labels);
  Value WithScopeLabels(const Construction& construction);

  // --- exporter_programs.cc
  static std::vector<const Module*> ModulesOf(const Construction& construction);
  void AddCallersOfRoot(Exporter& exporter) const;
  bool IsInOneProgramWith(const std::vector<const Module*>& modules, const Exporter& exporter) const;
  std::vector<const Exporter*> ExportersOf(const Construction& construction);

  Evaluator& e_;
};

}  // namespace mdg::evaluate
