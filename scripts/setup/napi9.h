/*
 * better-sqlite3 13 is written for Node-API 10. The fallback Electron (33, Node 20) offers Node-API 9.
 *
 * The one difference that matters here: Node-API 10 takes a reference to any value, Node-API 9 only to objects,
 * functions and symbols. better-sqlite3 keeps references to strings (column names among them), which fails on 9.
 *
 * So a value that 9 would refuse is put into an object of our own ("box") and the reference is to the box; reading
 * the reference gives the value back. The box carries a type tag, so that no object of the program is ever mistaken
 * for one. What is compiled this way also runs on newer runtimes, where it behaves the same.
 *
 * Force-included ahead of the add-on's sources (-include): the two macros below redirect its calls.
 */
#pragma once
#ifdef __cplusplus
#include <node_api.h>

static const napi_type_tag lofts_box_tag = {0x5f3a1c9e77d24b61ULL, 0x9be0d3a4c1f7286dULL};

/* napi_create_reference for every value: those that Node-API 9 refuses are boxed. */
static inline napi_status lofts_create_reference(napi_env env, napi_value value, uint32_t count, napi_ref* out) {
  napi_valuetype type;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (type == napi_object || type == napi_function || type == napi_symbol) {
    return napi_create_reference(env, value, count, out);
  }
  napi_value box;
  if ((status = napi_create_object(env, &box)) != napi_ok) return status;
  if ((status = napi_set_named_property(env, box, "value", value)) != napi_ok) return status;
  if ((status = napi_type_tag_object(env, box, &lofts_box_tag)) != napi_ok) return status;
  return napi_create_reference(env, box, count, out);
}

/* napi_get_reference_value that opens our boxes. A collected weak reference reads as no value, as ever. */
static inline napi_status lofts_get_reference_value(napi_env env, napi_ref ref, napi_value* out) {
  napi_status status = napi_get_reference_value(env, ref, out);
  if (status != napi_ok || *out == nullptr) return status;
  napi_valuetype type;
  if ((status = napi_typeof(env, *out, &type)) != napi_ok || type != napi_object) return status;
  bool boxed = false;
  if ((status = napi_check_object_type_tag(env, *out, &lofts_box_tag, &boxed)) != napi_ok) return status;
  return boxed ? napi_get_named_property(env, *out, "value", out) : napi_ok;
}

#define napi_create_reference lofts_create_reference
#define napi_get_reference_value lofts_get_reference_value
#endif
