// The texts of constants that the API of Kubernetes defines: what its objects say of themselves, given to labels as it stands.
//
//     ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, n, string(corev1.PodRunning))         phase="Running"
//
// Programs that have them come without the package they import them from. In: nothing. Out: one Library. Source: the packages'
// documentation on pkg.go.dev, k8s.io/api 0.34; an API that is stable does not change them. Deliberately only what can be a label's value,
// or its name. A tree that has the package itself is believed.
#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

struct Text {
  std::string_view name, text;
};

constexpr Text kCore[] = {
    {"ConditionTrue", "True"}, {"ConditionFalse", "False"}, {"ConditionUnknown", "Unknown"},
    {"PodPending", "Pending"}, {"PodRunning", "Running"}, {"PodSucceeded", "Succeeded"}, {"PodFailed", "Failed"}, {"PodUnknown", "Unknown"},
    {"NamespaceActive", "Active"}, {"NamespaceTerminating", "Terminating"},
    {"VolumePending", "Pending"}, {"VolumeAvailable", "Available"}, {"VolumeBound", "Bound"}, {"VolumeReleased", "Released"},
    {"VolumeFailed", "Failed"},
    {"ClaimPending", "Pending"}, {"ClaimBound", "Bound"}, {"ClaimLost", "Lost"},
    {"ReadWriteOnce", "ReadWriteOnce"}, {"ReadOnlyMany", "ReadOnlyMany"}, {"ReadWriteMany", "ReadWriteMany"},
    {"ReadWriteOncePod", "ReadWriteOncePod"},
    {"PersistentVolumeBlock", "Block"}, {"PersistentVolumeFilesystem", "Filesystem"},
    {"PersistentVolumeReclaimRecycle", "Recycle"}, {"PersistentVolumeReclaimDelete", "Delete"}, {"PersistentVolumeReclaimRetain", "Retain"},
    {"NamespaceDeletionDiscoveryFailure", "NamespaceDeletionDiscoveryFailure"},
    {"NamespaceDeletionContentFailure", "NamespaceDeletionContentFailure"},
    {"NamespaceDeletionGVParsingFailure", "NamespaceDeletionGroupVersionParsingFailure"},
    {"NamespaceContentRemaining", "NamespaceContentRemaining"}, {"NamespaceFinalizersRemaining", "NamespaceFinalizersRemaining"},
    {"NodeReady", "Ready"}, {"NodeMemoryPressure", "MemoryPressure"}, {"NodeDiskPressure", "DiskPressure"},
    {"NodePIDPressure", "PIDPressure"}, {"NodeNetworkUnavailable", "NetworkUnavailable"},
    {"NodeHostName", "Hostname"}, {"NodeInternalIP", "InternalIP"}, {"NodeExternalIP", "ExternalIP"}, {"NodeInternalDNS", "InternalDNS"},
    {"NodeExternalDNS", "ExternalDNS"},
    {"ContainersReady", "ContainersReady"}, {"PodInitialized", "Initialized"}, {"PodReady", "Ready"}, {"PodScheduled", "PodScheduled"},
    {"DisruptionTarget", "DisruptionTarget"}, {"PodReadyToStartContainers", "PodReadyToStartContainers"},
    {"PodResizePending", "PodResizePending"}, {"PodResizeInProgress", "PodResizeInProgress"},
    {"PodQOSGuaranteed", "Guaranteed"}, {"PodQOSBurstable", "Burstable"}, {"PodQOSBestEffort", "BestEffort"},
    {"ServiceTypeClusterIP", "ClusterIP"}, {"ServiceTypeNodePort", "NodePort"}, {"ServiceTypeLoadBalancer", "LoadBalancer"},
    {"ServiceTypeExternalName", "ExternalName"},
    {"RestartPolicyAlways", "Always"}, {"RestartPolicyOnFailure", "OnFailure"}, {"RestartPolicyNever", "Never"},
    {"TaintEffectNoSchedule", "NoSchedule"}, {"TaintEffectPreferNoSchedule", "PreferNoSchedule"}, {"TaintEffectNoExecute", "NoExecute"},
    {"ResourceCPU", "cpu"}, {"ResourceMemory", "memory"}, {"ResourceStorage", "storage"}, {"ResourceEphemeralStorage", "ephemeral-storage"},
    {"ResourcePods", "pods"}, {"ResourceServices", "services"}, {"ResourceReplicationControllers", "replicationcontrollers"},
    {"ResourceQuotas", "resourcequotas"}, {"ResourceSecrets", "secrets"}, {"ResourceConfigMaps", "configmaps"},
    {"ResourcePersistentVolumeClaims", "persistentvolumeclaims"}, {"ResourceServicesNodePorts", "services.nodeports"},
    {"ResourceServicesLoadBalancers", "services.loadbalancers"}, {"ResourceRequestsCPU", "requests.cpu"},
    {"ResourceRequestsMemory", "requests.memory"}, {"ResourceRequestsStorage", "requests.storage"},
    {"ResourceRequestsEphemeralStorage", "requests.ephemeral-storage"}, {"ResourceLimitsCPU", "limits.cpu"},
    {"ResourceLimitsMemory", "limits.memory"}, {"ResourceLimitsEphemeralStorage", "limits.ephemeral-storage"},
    {"ProtocolTCP", "TCP"}, {"ProtocolUDP", "UDP"}, {"ProtocolSCTP", "SCTP"},
    {"LimitTypePod", "Pod"}, {"LimitTypeContainer", "Container"}, {"LimitTypePersistentVolumeClaim", "PersistentVolumeClaim"},
    {"PodReasonUnschedulable", "Unschedulable"}, {"PodReasonSchedulingGated", "SchedulingGated"},
    {"PodReasonSchedulerError", "SchedulerError"}, {"PodReasonTerminationByKubelet", "TerminationByKubelet"},
    {"PodReasonPreemptionByScheduler", "PreemptionByScheduler"}, {"PodReasonDeferred", "Deferred"}, {"PodReasonInfeasible", "Infeasible"},
    {"PodReasonError", "Error"},
    {"EventTypeNormal", "Normal"}, {"EventTypeWarning", "Warning"},
    {"LabelHostname", "kubernetes.io/hostname"},
    {"LabelTopologyZone", "topology.kubernetes.io/zone"},
    {"LabelTopologyRegion", "topology.kubernetes.io/region"},
    {"LabelInstanceTypeStable", "node.kubernetes.io/instance-type"},
    {"LabelOSStable", "kubernetes.io/os"},
    {"LabelArchStable", "kubernetes.io/arch"},
};

constexpr Text kApps[] = {
    {"DeploymentAvailable", "Available"}, {"DeploymentProgressing", "Progressing"}, {"DeploymentReplicaFailure", "ReplicaFailure"},
};

constexpr Text kBatch[] = {
    {"JobSuspended", "Suspended"}, {"JobComplete", "Complete"}, {"JobFailed", "Failed"}, {"JobFailureTarget", "FailureTarget"},
    {"JobSuccessCriteriaMet", "SuccessCriteriaMet"},
    {"JobReasonPodFailurePolicy", "PodFailurePolicy"}, {"JobReasonBackoffLimitExceeded", "BackoffLimitExceeded"},
    {"JobReasonDeadlineExceeded", "DeadlineExceeded"}, {"JobReasonMaxFailedIndexesExceeded", "MaxFailedIndexesExceeded"},
    {"JobReasonFailedIndexes", "FailedIndexes"}, {"JobReasonSuccessPolicy", "SuccessPolicy"},
    {"JobReasonCompletionsReached", "CompletionsReached"},
};

constexpr Text kAutoscaling[] = {
    {"ObjectMetricSourceType", "Object"}, {"PodsMetricSourceType", "Pods"}, {"ResourceMetricSourceType", "Resource"},
    {"ContainerResourceMetricSourceType", "ContainerResource"}, {"ExternalMetricSourceType", "External"},
    {"UtilizationMetricType", "Utilization"}, {"ValueMetricType", "Value"}, {"AverageValueMetricType", "AverageValue"},
    {"ScalingActive", "ScalingActive"}, {"AbleToScale", "AbleToScale"}, {"ScalingLimited", "ScalingLimited"},
};

constexpr Text kCertificates[] = {
    {"CertificateApproved", "Approved"}, {"CertificateDenied", "Denied"}, {"CertificateFailed", "Failed"},
};

constexpr Text kMeta[] = {
    {"ConditionTrue", "True"}, {"ConditionFalse", "False"}, {"ConditionUnknown", "Unknown"},
    {"StatusReasonUnauthorized", "Unauthorized"}, {"StatusReasonForbidden", "Forbidden"}, {"StatusReasonNotFound", "NotFound"},
    {"StatusReasonAlreadyExists", "AlreadyExists"}, {"StatusReasonConflict", "Conflict"}, {"StatusReasonGone", "Gone"},
    {"StatusReasonInvalid", "Invalid"}, {"StatusReasonServerTimeout", "ServerTimeout"}, {"StatusReasonStoreReadError", "StorageReadError"},
    {"StatusReasonTimeout", "Timeout"}, {"StatusReasonTooManyRequests", "TooManyRequests"}, {"StatusReasonBadRequest", "BadRequest"},
    {"StatusReasonMethodNotAllowed", "MethodNotAllowed"}, {"StatusReasonNotAcceptable", "NotAcceptable"},
    {"StatusReasonRequestEntityTooLarge", "RequestEntityTooLarge"}, {"StatusReasonUnsupportedMediaType", "UnsupportedMediaType"},
    {"StatusReasonInternalError", "InternalError"}, {"StatusReasonExpired", "Expired"},
    {"StatusReasonServiceUnavailable", "ServiceUnavailable"},
    {"StatusSuccess", "Success"},
    {"StatusFailure", "Failure"},
    {"NamespaceDefault", "default"},
    {"NamespaceSystem", "kube-system"},
};

}  // namespace

Library KubernetesApi() {
  Library library{.name = "k8s.io/api"};
  const auto add = [&](std::string_view package, std::span<const Text> rows) {
    for (const Text& row : rows) library.constants.push_back({package, row.name, ConstantKind::kPlainText, MetricType::kUnknown, {}, row.text});
  };
  add("k8s.io/api/core/v1", kCore);
  add("k8s.io/api/apps/v1", kApps);
  add("k8s.io/api/batch/v1", kBatch);
  add("k8s.io/api/autoscaling/v2", kAutoscaling);
  add("k8s.io/api/certificates/v1", kCertificates);
  add("k8s.io/apimachinery/pkg/apis/meta/v1", kMeta);
  return library;
}

}  // namespace mdg::libraries
