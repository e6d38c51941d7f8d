// One function a library; registry.cc lists them. In: nothing. Out: the declarations.
#pragma once

#include "libraries/library.h"

namespace mdg::libraries {

Library ClientGolang();
Library ComponentBase();
Library ControllerRuntime();
Library DockerGoMetrics();
Library GoKit();
Library OperatorObservability();
Library VictoriaMetrics();

}  // namespace mdg::libraries
