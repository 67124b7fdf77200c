// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.Iterator;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * An iterator that is made when it is first asked: what has to see all stacks before it
 * writes the first does so on the reader's time.
 */
final class LateIterator<T> implements Iterator<T> {

	private final Supplier<Iterator<T>> maker;

	private @Nullable Iterator<T> made;

	LateIterator(Supplier<Iterator<T>> maker) {
		this.maker = maker;
	}

	private Iterator<T> made() {
		Iterator<T> iterator = (this.made != null) ? this.made : this.maker.get();
		this.made = iterator;
		return iterator;
	}

	@Override
	public boolean hasNext() {
		return made().hasNext();
	}

	@Override
	public T next() {
		return made().next();
	}

}
