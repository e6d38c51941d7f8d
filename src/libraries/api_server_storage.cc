// Families of k8s.io/apiserver about objects in etcd: requests, the cache of watches, encryption.
// In: nothing. Out: spans of families. Source: what the source of versions 0.18 to 0.37 registers. Deliberately not here: watches in shards, whose
// feature gate is off.
#include "libraries/api_server.h"

namespace mdg::libraries::api_server {

namespace {

constexpr std::string_view kCacheListFetchedObjectsTotal = "Number of objects read from watch cache in the course of serving a LIST request";
constexpr std::string_view kCacheListReturnedObjectsTotal = "Number of objects returned for a LIST request from watch cache";
constexpr std::string_view kCacheListTotal = "Number of LIST requests served from watch cache";
constexpr std::string_view kEnvelopeEncryptionDekSourceCacheSize =
    "Number of records in data encryption key (DEK) source cache. On a restart, this value is an approximation of the number of decrypt RPC calls the server "
    "will make to the KMS plugin.";
constexpr std::string_view kEnvelopeEncryptionKeyIdHashLastTimestampSeconds = "The last time in seconds when a keyID was used.";
constexpr std::string_view kEnvelopeEncryptionKeyIdHashStatusLastTimestampSeconds =
    "The last time in seconds when a keyID was returned by the Status RPC call.";
constexpr std::string_view kInitEventsTotal = "Counter of init events processed in watch cache broken by resource type.";
constexpr std::string_view kResourceObjects =
    "Number of stored objects at the time of last check split by kind. In case of a fetching error, the value will be -1.";
constexpr std::string_view kResourceSizeEstimateBytes =
    "Estimated size of stored objects in database. Estimate is based on sum of last observed sizes of serialized objects. In case of a fetching error, the "
    "value will be -1.";
constexpr std::string_view kStorageConsistencyChecksTotal = "Counter for status of consistency checks between etcd and watch cache";
constexpr std::string_view kStorageDecodeErrorsTotal = "Number of stored object decode errors split by object type";
constexpr std::string_view kStorageEventsReceivedTotal = "Number of etcd events received split by kind.";
constexpr std::string_view kStorageListEvaluatedObjectsTotal = "Number of objects tested in the course of serving a LIST request from storage";
constexpr std::string_view kStorageListFetchedObjectsTotal = "Number of objects read from storage in the course of serving a LIST request";
constexpr std::string_view kStorageListReturnedObjectsTotal = "Number of objects returned for a LIST request from storage";
constexpr std::string_view kStorageListTotal = "Number of LIST requests served from storage";
constexpr std::string_view kStorageObjects = "Number of stored objects at the time of last check split by kind.";
constexpr std::string_view kStorageObjectsNow =
    "[DEPRECATED, consider using apiserver_resource_objects instead] Number of stored objects at the time of last check split by kind. In case of a fetching "
    "error, the value will be -1.";
constexpr std::string_view kStorageSizeBytes = "Size of the storage database file physically allocated in bytes.";
constexpr std::string_view kStorageTransformationDurationSeconds = "Latencies in seconds of value transformation operations.";
constexpr std::string_view kStorageTransformationOperationsTotal =
    "Total number of transformations. Successful transformation will have a status 'OK' and a varied status string when the transformation fails. This "
    "status and transformation_type fields may be used for alerting on encryption/decryption failure using transformation_type from_storage for decryption "
    "and to_storage for encryption";
constexpr std::string_view kStorageTransformationOperationsTotalNow =
    "Total number of transformations. Successful transformation will have a status 'OK' and a varied status string when the transformation fails. The "
    "status, resource, and transformation_type fields can be used for alerting purposes. For example, you can monitor for encryption/decryption failures "
    "using the transformation_type (e.g., from_storage for decryption and to_storage for encryption). Additionally, these fields can be used to ensure that "
    "the correct transformers are applied to each resource.";
constexpr std::string_view kTerminatedWatchersTotal = "Counter of watchers closed due to unresponsiveness broken by resource type.";
constexpr std::string_view kWatchCacheConsistentReadTotal = "Counter for consistent reads from cache.";
constexpr std::string_view kWatchCacheEventsDispatchedTotal = "Counter of events dispatched in watch cache broken by resource type.";
constexpr std::string_view kWatchCacheEventsReceivedTotal = "Counter of events received in watch cache broken by resource type.";
constexpr std::string_view kWatchCacheInitializationsTotal = "Counter of watch cache initializations broken by resource type.";
constexpr std::string_view kWatchCacheReadWaitSeconds = "Histogram of time spent waiting for a watch cache to become fresh.";
constexpr std::string_view kWatchCacheResourceVersion = "Current resource version of watch cache broken by resource type.";
constexpr std::string_view kEtcdBookmarkCounts = "Number of etcd bookmarks (progress notify events) split by kind.";
constexpr std::string_view kEtcdRequestDurationSeconds = "Etcd request latency in seconds for each operation and object type.";
constexpr std::string_view kEtcdRequestErrorsTotal = "Etcd failed request counts for each operation and object type.";
constexpr std::string_view kEtcdRequestsTotal = "Etcd request counts for each operation and object type.";
constexpr std::string_view kWatchCacheCapacity = "Total capacity of watch cache broken by resource type.";
constexpr std::string_view kWatchCacheCapacityDecreaseTotal = "Total number of watch cache capacity decrease events broken by resource type.";
constexpr std::string_view kWatchCacheCapacityIncreaseTotal = "Total number of watch cache capacity increase events broken by resource type.";

constexpr Family kStorage[] = {
    Alpha({"apiserver_cache_list_fetched_objects_total", MetricType::kCounter, kCacheListFetchedObjectsTotal, "resource_prefix,index", "0.23.0", "0.34.0"}),
    Alpha({"apiserver_cache_list_fetched_objects_total", MetricType::kCounter, kCacheListFetchedObjectsTotal, "group,resource,index", "0.34.0"}),
    Alpha({"apiserver_cache_list_returned_objects_total", MetricType::kCounter, kCacheListReturnedObjectsTotal, "resource_prefix", "0.23.0", "0.34.0"}),
    Alpha({"apiserver_cache_list_returned_objects_total", MetricType::kCounter, kCacheListReturnedObjectsTotal, "group,resource", "0.34.0"}),
    Alpha({"apiserver_cache_list_total", MetricType::kCounter, kCacheListTotal, "resource_prefix,index", "0.23.0", "0.34.0"}),
    Alpha({"apiserver_cache_list_total", MetricType::kCounter, kCacheListTotal, "group,resource,index", "0.34.0"}),
    Alpha({"apiserver_encryption_config_controller_automatic_reload_failures_total", MetricType::kCounter,
           "Total number of failed automatic reloads of encryption configuration split by apiserver identity.", "apiserver_id_hash", "0.29.0", "0.34.0"}),
    Alpha({"apiserver_encryption_config_controller_automatic_reload_last_timestamp_seconds", MetricType::kGauge,
           "Timestamp of the last successful or failed automatic reload of encryption configuration.", "status", "0.28.0", "0.29.0"}),
    Alpha({"apiserver_encryption_config_controller_automatic_reload_last_timestamp_seconds", MetricType::kGauge,
           "Timestamp of the last successful or failed automatic reload of encryption configuration split by apiserver identity.",
           "status,apiserver_id_hash", "0.29.0"}),
    Alpha({"apiserver_encryption_config_controller_automatic_reload_success_total", MetricType::kCounter,
           "Total number of successful automatic reloads of encryption configuration split by apiserver identity.", "apiserver_id_hash", "0.29.0", "0.34.0"}),
    Alpha({"apiserver_encryption_config_controller_automatic_reloads_total", MetricType::kCounter,
           "Total number of reload successes and failures of encryption configuration split by apiserver identity.", "status,apiserver_id_hash", "0.30.0"}),
    Alpha({"apiserver_encryption_config_controller_last_config_info", MetricType::kGauge,
           "Information about the last applied encryption configuration with hash as label, split by apiserver identity.", "apiserver_id_hash,hash", "0.34.0"}),
    Alpha({"apiserver_envelope_encryption_dek_cache_inter_arrival_time_seconds", MetricType::kHistogram,
           "Time (in seconds) of inter arrival of transformation requests.", "transformation_type"}),
    Alpha({"apiserver_envelope_encryption_dek_source_cache_size", MetricType::kGauge, kEnvelopeEncryptionDekSourceCacheSize, "provider_name", "0.29.0"}),
    Alpha({"apiserver_envelope_encryption_invalid_key_id_from_status_total", MetricType::kCounter,
           "Number of times an invalid keyID is returned by the Status RPC call split by error.", "provider_name,error", "0.27.0"}),
    Alpha({"apiserver_envelope_encryption_key_id_hash_last_timestamp_seconds", MetricType::kGauge, kEnvelopeEncryptionKeyIdHashLastTimestampSeconds,
           "transformation_type,provider_name,key_id_hash", "0.27.0", "0.29.0"}),
    Alpha({"apiserver_envelope_encryption_key_id_hash_last_timestamp_seconds", MetricType::kGauge, kEnvelopeEncryptionKeyIdHashLastTimestampSeconds,
           "transformation_type,provider_name,key_id_hash,apiserver_id_hash", "0.29.0"}),
    Alpha({"apiserver_envelope_encryption_key_id_hash_status_last_timestamp_seconds", MetricType::kGauge,
           kEnvelopeEncryptionKeyIdHashStatusLastTimestampSeconds, "provider_name,key_id_hash", "0.27.0", "0.29.0"}),
    Alpha({"apiserver_envelope_encryption_key_id_hash_status_last_timestamp_seconds", MetricType::kGauge,
           kEnvelopeEncryptionKeyIdHashStatusLastTimestampSeconds, "provider_name,key_id_hash,apiserver_id_hash", "0.29.0"}),
    Alpha({"apiserver_envelope_encryption_key_id_hash_total", MetricType::kCounter,
           "Number of times a keyID is used split by transformation type and provider.", "transformation_type,provider_name,key_id_hash", "0.27.0", "0.29.0"}),
    Alpha({"apiserver_envelope_encryption_key_id_hash_total", MetricType::kCounter,
           "Number of times a keyID is used split by transformation type, provider, and apiserver identity.",
           "transformation_type,provider_name,key_id_hash,apiserver_id_hash", "0.29.0"}),
    Alpha({"apiserver_envelope_encryption_kms_operations_latency_seconds", MetricType::kHistogram, "KMS operation duration with gRPC error code status total.",
           "provider_name,method_name,grpc_status_code", "0.27.0"}),
    Alpha({"apiserver_init_events_total", MetricType::kCounter, "Counter of init events processed in watchcache broken by resource type",
           "resource", "", "0.19.0"}),
    Alpha({"apiserver_init_events_total", MetricType::kCounter, "Counter of init events processed in watchcache broken by resource type.",
           "resource", "0.19.0", "0.24.0"}),
    Alpha({"apiserver_init_events_total", MetricType::kCounter, kInitEventsTotal, "resource", "0.24.0", "0.34.0"}),
    Alpha({"apiserver_init_events_total", MetricType::kCounter, kInitEventsTotal, "group,resource", "0.34.0"}),
    Alpha({"apiserver_resource_objects", MetricType::kGauge, kResourceObjects, "group,resource", "0.34.0"}),
    Alpha({"apiserver_resource_size_estimate_bytes", MetricType::kGauge, kResourceSizeEstimateBytes, "group,resource", "0.34.0"}),
    Internal({"apiserver_storage_consistency_checks_total", MetricType::kCounter, kStorageConsistencyChecksTotal, "resource,status", "0.33.0", "0.34.0"}),
    Alpha({"apiserver_storage_consistency_checks_total", MetricType::kCounter, kStorageConsistencyChecksTotal, "group,resource,status", "0.34.0"}),
    Alpha({"apiserver_storage_db_total_size_in_bytes", MetricType::kGauge, "Total size of the storage database file physically allocated in bytes.",
           "endpoint", "0.26.0", "0.37.0"}),
    Alpha({"apiserver_storage_decode_errors_total", MetricType::kCounter, kStorageDecodeErrorsTotal, "resource", "0.27.0", "0.34.0"}),
    Alpha({"apiserver_storage_decode_errors_total", MetricType::kCounter, kStorageDecodeErrorsTotal, "group,resource", "0.34.0"}),
    Alpha({"apiserver_storage_events_received_total", MetricType::kCounter, kStorageEventsReceivedTotal, "resource", "0.30.0", "0.34.0"}),
    Alpha({"apiserver_storage_events_received_total", MetricType::kCounter, kStorageEventsReceivedTotal, "group,resource", "0.34.0", "0.36.0"}),
    Beta({"apiserver_storage_events_received_total", MetricType::kCounter, kStorageEventsReceivedTotal, "group,resource", "0.36.0"}),
    Alpha({"apiserver_storage_list_evaluated_objects_total", MetricType::kCounter, kStorageListEvaluatedObjectsTotal, "resource", "0.23.0", "0.34.0"}),
    Alpha({"apiserver_storage_list_evaluated_objects_total", MetricType::kCounter, kStorageListEvaluatedObjectsTotal, "group,resource", "0.34.0", "0.37.0"}),
    Alpha({"apiserver_storage_list_evaluated_objects_total", MetricType::kCounter, kStorageListEvaluatedObjectsTotal, "group,resource,storage", "0.37.0"}),
    Alpha({"apiserver_storage_list_fetched_objects_total", MetricType::kCounter, kStorageListFetchedObjectsTotal, "resource", "0.23.0", "0.34.0"}),
    Alpha({"apiserver_storage_list_fetched_objects_total", MetricType::kCounter, kStorageListFetchedObjectsTotal, "group,resource", "0.34.0", "0.37.0"}),
    Alpha({"apiserver_storage_list_fetched_objects_total", MetricType::kCounter, kStorageListFetchedObjectsTotal, "group,resource,storage,index", "0.37.0"}),
    Alpha({"apiserver_storage_list_returned_objects_total", MetricType::kCounter, kStorageListReturnedObjectsTotal, "resource", "0.23.0", "0.34.0"}),
    Alpha({"apiserver_storage_list_returned_objects_total", MetricType::kCounter, kStorageListReturnedObjectsTotal, "group,resource", "0.34.0", "0.37.0"}),
    Alpha({"apiserver_storage_list_returned_objects_total", MetricType::kCounter, kStorageListReturnedObjectsTotal, "group,resource,storage", "0.37.0"}),
    Alpha({"apiserver_storage_list_total", MetricType::kCounter, kStorageListTotal, "resource", "0.23.0", "0.34.0"}),
    Alpha({"apiserver_storage_list_total", MetricType::kCounter, kStorageListTotal, "group,resource", "0.34.0", "0.37.0"}),
    Alpha({"apiserver_storage_list_total", MetricType::kCounter, kStorageListTotal, "group,resource,storage,index", "0.37.0"}),
    Stable({"apiserver_storage_objects", MetricType::kGauge, kStorageObjects, "resource", "0.21.0", "0.29.0"}),
    Stable({"apiserver_storage_objects", MetricType::kGauge, kResourceObjects, "resource", "0.29.0", "0.34.0"}),
    Stable({"apiserver_storage_objects", MetricType::kGauge, kStorageObjectsNow, "resource", "0.34.0"}),
    Alpha({"apiserver_storage_size_bytes", MetricType::kGauge, kStorageSizeBytes, "cluster", "0.28.0", "0.30.0"}),
    Stable({"apiserver_storage_size_bytes", MetricType::kGauge, kStorageSizeBytes, "storage_cluster_id", "0.30.0"}),
    Alpha({"apiserver_storage_transformation_duration_seconds", MetricType::kHistogram, kStorageTransformationDurationSeconds,
           "transformation_type", "", "0.27.0"}),
    Alpha({"apiserver_storage_transformation_duration_seconds", MetricType::kHistogram, kStorageTransformationDurationSeconds,
           "transformation_type,transformer_prefix", "0.27.0"}),
    Alpha({"apiserver_storage_transformation_operations_total", MetricType::kCounter, "Total number of transformations.",
           "transformation_type,transformer_prefix,status", "", "0.28.0"}),
    Alpha({"apiserver_storage_transformation_operations_total", MetricType::kCounter, kStorageTransformationOperationsTotal,
           "transformation_type,transformer_prefix,status", "0.28.0", "0.32.0"}),
    Alpha({"apiserver_storage_transformation_operations_total", MetricType::kCounter, kStorageTransformationOperationsTotalNow,
           "resource,transformation_type,transformer_prefix,status", "0.32.0"}),
    Alpha({"apiserver_terminated_watchers_total", MetricType::kCounter, kTerminatedWatchersTotal, "resource", "0.21.0", "0.34.0"}),
    Alpha({"apiserver_terminated_watchers_total", MetricType::kCounter, kTerminatedWatchersTotal, "group,resource", "0.34.0"}),
    Alpha({"apiserver_watch_cache_consistent_read_total", MetricType::kCounter, kWatchCacheConsistentReadTotal,
           "resource,success,fallback", "0.31.0", "0.34.0"}),
    Alpha({"apiserver_watch_cache_consistent_read_total", MetricType::kCounter, kWatchCacheConsistentReadTotal, "group,resource,success,fallback", "0.34.0"}),
    Alpha({"apiserver_watch_cache_events_dispatched_total", MetricType::kCounter, kWatchCacheEventsDispatchedTotal, "resource", "0.24.0", "0.34.0"}),
    Alpha({"apiserver_watch_cache_events_dispatched_total", MetricType::kCounter, kWatchCacheEventsDispatchedTotal, "group,resource", "0.34.0"}),
    Alpha({"apiserver_watch_cache_events_received_total", MetricType::kCounter, kWatchCacheEventsReceivedTotal, "resource", "0.27.0", "0.34.0"}),
    Alpha({"apiserver_watch_cache_events_received_total", MetricType::kCounter, kWatchCacheEventsReceivedTotal, "group,resource", "0.34.0"}),
    Alpha({"apiserver_watch_cache_initialization_duration_seconds", MetricType::kHistogram,
           "Histogram of watch cache initialization duration in seconds, broken by resource type.", "group,resource", "0.37.0"}),
    Alpha({"apiserver_watch_cache_initialization_errors_total", MetricType::kCounter, "Counter of watch cache initialization errors broken by resource type.",
           "group,resource", "0.37.0"}),
    Alpha({"apiserver_watch_cache_initializations_total", MetricType::kCounter, kWatchCacheInitializationsTotal, "resource", "0.25.0", "0.34.0"}),
    Alpha({"apiserver_watch_cache_initializations_total", MetricType::kCounter, kWatchCacheInitializationsTotal, "group,resource", "0.34.0"}),
    Alpha({"apiserver_watch_cache_read_wait_seconds", MetricType::kHistogram, kWatchCacheReadWaitSeconds, "resource", "0.30.0", "0.34.0"}),
    Alpha({"apiserver_watch_cache_read_wait_seconds", MetricType::kHistogram, kWatchCacheReadWaitSeconds, "group,resource", "0.34.0"}),
    Alpha({"apiserver_watch_cache_resource_version", MetricType::kGauge, kWatchCacheResourceVersion, "resource", "0.31.0", "0.34.0"}),
    Alpha({"apiserver_watch_cache_resource_version", MetricType::kGauge, kWatchCacheResourceVersion, "group,resource", "0.34.0", "0.36.0"}),
    Alpha({"apiserver_watch_cache_resource_version", MetricType::kGauge,
           "Current resource version of watch cache broken by resource type. This is truncated to the 15 least significant digits.",
           "group,resource", "0.36.0"}),
    Alpha({"apiserver_watch_cache_watch_cache_initializations_total", MetricType::kCounter, kWatchCacheInitializationsTotal, "resource", "0.24.0", "0.25.0"}),
    Alpha({"etcd_bookmark_counts", MetricType::kGauge, kEtcdBookmarkCounts, "resource", "0.20.0", "0.34.0"}),
    Alpha({"etcd_bookmark_counts", MetricType::kGauge, kEtcdBookmarkCounts, "group,resource", "0.34.0"}),
    Alpha({"etcd_bookmark_total", MetricType::kCounter, kEtcdBookmarkCounts, "group,resource", "0.36.0"}),
    Alpha({"etcd_db_total_size_in_bytes", MetricType::kGauge, "Total size of the etcd database file physically allocated in bytes.",
           "endpoint", "0.19.0", "0.26.0"}),
    Alpha({"etcd_lease_object_counts", MetricType::kHistogram, "Number of objects attached to a single etcd lease.", "", "0.21.0"}),
    Alpha({"etcd_object_counts", MetricType::kGauge, kStorageObjects, "resource", "", "0.21.0"}),
    Alpha({"etcd_object_counts", MetricType::kGauge,
           "Number of stored objects at the time of last check split by kind. This metric is replaced by apiserver_storage_object_counts.",
           "resource", "0.21.0", "0.25.0"}),
    Alpha({"etcd_request_duration_seconds", MetricType::kHistogram, kEtcdRequestDurationSeconds, "operation,type", "", "0.34.0"}),
    Alpha({"etcd_request_duration_seconds", MetricType::kHistogram, kEtcdRequestDurationSeconds, "operation,group,resource", "0.34.0"}),
    Alpha({"etcd_request_errors_total", MetricType::kCounter, kEtcdRequestErrorsTotal, "operation,type", "0.28.0", "0.34.0"}),
    Alpha({"etcd_request_errors_total", MetricType::kCounter, kEtcdRequestErrorsTotal, "operation,group,resource", "0.34.0"}),
    Alpha({"etcd_requests_total", MetricType::kCounter, kEtcdRequestsTotal, "operation,type", "0.28.0", "0.34.0"}),
    Alpha({"etcd_requests_total", MetricType::kCounter, kEtcdRequestsTotal, "operation,group,resource", "0.34.0"}),
    Alpha({"watch_cache_capacity", MetricType::kGauge, kWatchCacheCapacity, "resource", "0.21.0", "0.34.0"}),
    Alpha({"watch_cache_capacity", MetricType::kGauge, kWatchCacheCapacity, "group,resource", "0.34.0"}),
    Alpha({"watch_cache_capacity_decrease_total", MetricType::kCounter, kWatchCacheCapacityDecreaseTotal, "resource", "0.19.0", "0.34.0"}),
    Alpha({"watch_cache_capacity_decrease_total", MetricType::kCounter, kWatchCacheCapacityDecreaseTotal, "group,resource", "0.34.0"}),
    Alpha({"watch_cache_capacity_increase_total", MetricType::kCounter, kWatchCacheCapacityIncreaseTotal, "resource", "0.19.0", "0.34.0"}),
    Alpha({"watch_cache_capacity_increase_total", MetricType::kCounter, kWatchCacheCapacityIncreaseTotal, "group,resource", "0.34.0"}),
    // The client of etcd is instrumented with go-grpc-prometheus.
    {"grpc_client_handled_total", MetricType::kCounter, "Total number of RPCs completed by the client, regardless of success or failure.",
     "grpc_type,grpc_service,grpc_method,grpc_code"},
    {"grpc_client_msg_received_total", MetricType::kCounter, "Total number of RPC stream messages received by the client.",
     "grpc_type,grpc_service,grpc_method"},
    {"grpc_client_msg_sent_total", MetricType::kCounter, "Total number of gRPC stream messages sent by the client.",
     "grpc_type,grpc_service,grpc_method"},
    {"grpc_client_started_total", MetricType::kCounter, "Total number of RPCs started on the client.", "grpc_type,grpc_service,grpc_method"},
};

constexpr Family kTransformation[] = {
    Alpha({"apiserver_storage_data_key_generation_duration_seconds", MetricType::kHistogram,
           "Latencies in seconds of data encryption key(DEK) generation operations."}),
    Alpha({"apiserver_storage_data_key_generation_failures_total", MetricType::kCounter,
           "Total number of failed data encryption key(DEK) generation operations."}),
    Alpha({"apiserver_storage_envelope_transformation_cache_misses_total", MetricType::kCounter,
           "Total number of cache misses while accessing key decryption key(KEK)."}),
};

constexpr Family kEnvelope[] = {
    Alpha({"apiserver_envelope_encryption_dek_cache_fill_percent", MetricType::kGauge, "Percent of the cache slots currently occupied by cached DEKs."}),
};

constexpr Family kEncryptionConfig[] = {
    Alpha({"apiserver_encryption_config_controller_automatic_reload_failures_total", MetricType::kCounter,
           "Total number of failed automatic reloads of encryption configuration.", "", "0.28.0", "0.29.0"}),
    Alpha({"apiserver_encryption_config_controller_automatic_reload_success_total", MetricType::kCounter,
           "Total number of successful automatic reloads of encryption configuration.", "", "0.28.0", "0.29.0"}),
};

}  // namespace

std::span<const Family> Storage() { return kStorage; }
std::span<const Family> Transformation() { return kTransformation; }
std::span<const Family> Envelope() { return kEnvelope; }
std::span<const Family> EncryptionConfig() { return kEncryptionConfig; }

}  // namespace mdg::libraries::api_server
