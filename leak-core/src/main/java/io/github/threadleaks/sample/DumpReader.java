// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

import io.github.threadleaks.sample.JsonPull.Token;

/**
 * Reads the JSON that {@code HotSpotDiagnosticMXBean.dumpThreads} writes: of JDK 21,
 * where a thread is its id, name and stack; of 24 and later with state, kind and locks;
 * with ids as strings, as up to 25, and as numbers. What it does not know it skips, and
 * what has the wrong form counts as not told. Not safe for use by several threads.
 */
final class DumpReader {

	/** Frames looked at, for the outermost one; the JVM writes at most so many. */
	private static final int MAX_FRAMES = 1_024;

	private final DumpedFrames frames = new DumpedFrames();

	private final int maxDepth;

	private StackTable stacks = new StackTable();

	/**
	 * Makes a reader.
	 * @param maxDepth frames kept of a stack
	 */
	DumpReader(int maxDepth) {
		this.maxDepth = maxDepth;
	}

	/**
	 * Reads a dump.
	 * @param in the JSON
	 * @param maxThreads virtual threads after which it stops
	 * @return what it says
	 * @throws MalformedDumpException if it is no JSON or ends too early
	 * @throws IOException if it can't be read
	 */
	Content read(Reader in, int maxThreads) throws IOException {
		// a stack that is interned anew costs its threads a look at their family, no more
		this.stacks = (this.stacks.size() > 4_096) ? new StackTable() : this.stacks;
		return new Pass(new JsonPull(in), maxThreads).read();
	}

	/**
	 * What a dump says.
	 *
	 * @param threads the threads, platform threads as well
	 * @param whole whether no container counts more threads than it lists
	 * @param cut whether it has more virtual threads than were to be read
	 */
	record Content(List<DumpedThread> threads, boolean whole, boolean cut) {
	}

	/** One reading. */
	private final class Pass {

		private final JsonPull json;

		private final int maxThreads;

		private final List<DumpedThread> threads = new ArrayList<>();

		private int virtual;

		private int listed;

		private boolean whole = true;

		private String container = "";

		Pass(JsonPull json, int maxThreads) {
			this.json = json;
			this.maxThreads = maxThreads;
		}

		Content read() throws IOException {
			Token token = this.json.next();
			while (token != Token.END && this.virtual <= this.maxThreads) {
				boolean containers = token == Token.NAME && this.json.text().equals("threadContainers");
				token = this.json.next();
				if (containers && token == Token.BEGIN_ARRAY) {
					containers();
					token = this.json.next();
				}
			}
			boolean cut = this.virtual > this.maxThreads;
			return new Content(this.threads, this.whole, cut);
		}

		private void containers() throws IOException {
			Token token = next();
			while (token != Token.END_ARRAY && this.virtual <= this.maxThreads) {
				if (token == Token.BEGIN_OBJECT) {
					container();
				}
				else {
					this.json.skip(token);
				}
				token = next();
			}
		}

		private void container() throws IOException {
			this.container = "";
			this.listed = 0;
			long counted = 0;
			Token token = next();
			while (token != Token.END_OBJECT && this.virtual <= this.maxThreads) {
				String name = (token == Token.NAME) ? this.json.text() : "";
				token = (token == Token.NAME) ? next() : token;
				switch (name) {
					case "container" -> this.container = value(token);
					case "threadCount" -> counted = number(value(token));
					case "threads" -> threads(token);
					default -> this.json.skip(token);
				}
				token = next();
			}
			this.whole &= counted <= this.listed;
		}

		private void threads(Token begin) throws IOException {
			if (begin != Token.BEGIN_ARRAY) {
				this.json.skip(begin);
				return;
			}
			Token token = next();
			while (token != Token.END_ARRAY && this.virtual <= this.maxThreads) {
				if (token == Token.BEGIN_OBJECT) {
					thread();
				}
				else {
					this.json.skip(token);
				}
				token = next();
			}
		}

		private void thread() throws IOException {
			Told told = new Told();
			Token token = next();
			while (token != Token.END_OBJECT) {
				String name = (token == Token.NAME) ? this.json.text() : "";
				token = (token == Token.NAME) ? next() : token;
				switch (name) {
					case "tid" -> told.id = number(value(token));
					case "name" -> told.name = value(token);
					case "virtual" -> told.virtual = value(token).equals("true");
					case "state" -> told.state = value(token);
					case "stack" -> stack(token, told.stack);
					case "parkBlocker" -> blocker(token, told);
					case "blockedOn", "waitingOn" -> told.waitsOn = value(token);
					default -> this.json.skip(token);
				}
				token = next();
			}
			this.listed++;
			if (told.id > 0) {
				add(told);
			}
		}

		private void add(Told told) {
			boolean isVirtual = told.virtual || DumpedFrames.isVirtual(told.stack);
			if (!isVirtual) {
				this.threads.add(new DumpedThread(told.id, "", false, Thread.State.NEW, this.container,
						ThreadStack.UNKNOWN, Frame.UNKNOWN, WaitLock.NONE));
				return;
			}
			this.virtual++;
			if (this.virtual <= this.maxThreads) {
				List<Frame> kept = told.stack.subList(0, Math.min(DumpReader.this.maxDepth, told.stack.size()));
				this.threads.add(new DumpedThread(told.id, told.name, true, state(told), this.container,
						DumpReader.this.stacks.intern(kept),
						DumpReader.this.stacks.intern(DumpedFrames.entry(told.stack)),
						DumpedFrames.lock(told.waitsOn, told.owner)));
			}
		}

		private static Thread.State state(Told told) {
			try {
				return Thread.State.valueOf(told.state);
			}
			catch (IllegalArgumentException ex) {
				return DumpedFrames.state(told.stack);
			}
		}

		private void stack(Token begin, List<Frame> into) throws IOException {
			if (begin != Token.BEGIN_ARRAY) {
				this.json.skip(begin);
				return;
			}
			Token token = next();
			while (token != Token.END_ARRAY) {
				String text = value(token);
				if (token == Token.STRING && into.size() < MAX_FRAMES) {
					into.add(DumpReader.this.frames.frame(text));
				}
				token = next();
			}
		}

		/** An object with the identity and perhaps the owner, or the identity alone. */
		private void blocker(Token begin, Told told) throws IOException {
			if (begin != Token.BEGIN_OBJECT) {
				told.waitsOn = value(begin);
				return;
			}
			Token token = next();
			while (token != Token.END_OBJECT) {
				String name = (token == Token.NAME) ? this.json.text() : "";
				token = (token == Token.NAME) ? next() : token;
				String value = value(token);
				if (name.equals("object")) {
					told.waitsOn = value;
				}
				else if (name.equals("owner") || name.startsWith("exclusiveOwner")) {
					told.owner = (number(value) > 0) ? number(value) : -1;
				}
				token = next();
			}
		}

		/** The next token within the dump. */
		private Token next() throws IOException {
			Token token = this.json.next();
			if (token == Token.END) {
				throw new MalformedDumpException("The dump ends too early.");
			}
			return token;
		}

		/**
		 * The text of a string or word; of an object or array nothing, and it is skipped.
		 */
		private String value(Token token) throws IOException {
			this.json.skip(token);
			return (token == Token.STRING || token == Token.WORD) ? this.json.text() : "";
		}

		private static long number(String text) {
			try {
				return Long.parseLong(text);
			}
			catch (NumberFormatException ex) {
				return 0;
			}
		}

	}

	/** What was told of one thread so far. */
	private static final class Told {

		private final List<Frame> stack = new ArrayList<>();

		private long id;

		private String name = "";

		private boolean virtual;

		private String state = "";

		private String waitsOn = "";

		private long owner = -1;

	}

}
