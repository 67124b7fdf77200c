// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.documentation;

/**
 * Code of the documentation that can be used again and again.
 */
public interface CodeUse {

	/**
	 * Uses it once more, and returns when whoever uses it would go on.
	 * @throws Exception if it says that it cannot go on
	 */
	void use() throws Exception;

}
