// Command-line flags: their defaults are what a name is while nobody says otherwise.
//
//     flag.String("prefix", "app", "...")     kingpin.Flag("prefix", "...").Default("app").String()
//     &cli.BoolFlag{Name: "verbose"}          ... c.Bool("verbose"), viper.GetBool("verbose")
//
// In: calls of flag libraries, tags of fields. Out: Values that rest on a default, or Unknown with the reason `flag`; a flag that is yes or
// no is a switch. Sources: the documentation of Go's flag, spf13/pflag, spf13/viper, alecthomas/kingpin, alecthomas/kong, urfave/cli,
// jessevdk/go-flags. Deliberately no parsing of command lines, and no question which command has which flag: the name is what both are
// bound by.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class Flags {
 public:
  explicit Flags(Evaluator& evaluator) : e_(evaluator) {}

  static bool IsFlagPackage(std::string_view path);
  static bool IsViper(std::string_view path);
  // "--mode=full", or of a flag that takes its default from the environment, an alternative a line, "--mode=full\nMODE=full".
  static std::string SetTo(const std::string& settings, std::string_view what);
  // The next two: false when it is no such call.
  bool CallMethod(std::string_view name, const std::vector<Value>& arguments, Value& result);  // flag.String("prefix", "app", "...")
  bool Start(Value object, std::string_view name, const std::vector<Value>& arguments, Value& result);  // app.Flag("prefix", "...")
  Value CallBuilder(Value builder, std::string_view name, const std::vector<Value>& arguments);         // what follows Start: .Default("app")
  // The next two: null when nothing declares such a flag.
  Value Declared(Value context, std::string_view name, const std::vector<Value>& arguments);  // c.Bool("verbose")
  Value Declared(const std::string& flag);
  Value OfField(const Types::FieldInfo& field);  // a switch its tag declares; else null
  void FindResets();                             // once all has been run: flags that turn off whole tables of others (Events::also_off)

 private:
  Value DefaultOf(std::string_view flag, Value value, bool negated_by_name = false);
  Value RestingOnFlag(const std::string& flag, Value value);
  void MaySetEntries(Value target, Value flag);
  void FindDeclared();
  void NoteRecord(const Module& module, NodeId composite);
  void NoteCall(const Module& module, NodeId call);
  void NoteDeclared(Value name, Value value);

  Evaluator& e_;
};

}  // namespace mdg::evaluate
