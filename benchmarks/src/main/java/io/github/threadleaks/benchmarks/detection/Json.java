// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON object whose fields are all there.
 *
 * @param fields the fields
 */
record Json(Map<String, Object> fields) {

	Object get(String field) {
		return Objects.requireNonNull(this.fields.get(field), field);
	}

	String text(String field) {
		return get(field).toString();
	}

	@SuppressWarnings("unchecked") // names of fields are strings
	Json object(String field) {
		return new Json((Map<String, Object>) get(field));
	}

	List<Json> list(String field) {
		return of((List<?>) get(field));
	}

	int number(String field) {
		return ((Number) get(field)).intValue();
	}

	@SuppressWarnings("unchecked") // names of fields are strings
	static List<Json> of(List<?> objects) {
		return objects.stream().map((object) -> new Json((Map<String, Object>) object)).toList();
	}

}
