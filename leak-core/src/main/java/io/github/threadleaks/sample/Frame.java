// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

/**
 * One frame of a stack, as strings: no class is held.
 *
 * @param type the declaring class's name, without what a hidden class adds
 * @param method the method's name
 * @param file the source file's name, or empty
 * @param line the line, or a negative number when unknown
 * @param inNative whether it is a native method
 */
public record Frame(String type, String method, String file, int line, boolean inNative) {

	/** Stands for a frame that was not seen. */
	public static final Frame UNKNOWN = new Frame("", "", "", -1, false);

	static Frame of(StackTraceElement element) {
		String file = element.getFileName();
		return new Frame(stableName(element.getClassName()), element.getMethodName(), (file != null) ? file : "",
				element.getLineNumber(), element.isNativeMethod());
	}

	/**
	 * A frame as Flight Recorder tells it: without the file, whose name is taken to be
	 * that of the outermost class, as compilers have it ({@code .kt} for Kotlin's file
	 * classes).
	 * @param className the declaring class's name
	 * @param method the method's name
	 * @param line the line, or a negative number when unknown
	 * @param inNative whether it is a native method
	 * @return the frame
	 */
	public static Frame recorded(String className, String method, int line, boolean inNative) {
		String type = stableName(className);
		int begin = type.lastIndexOf('.') + 1;
		int nested = type.indexOf('$', begin + 1);
		String outermost = (nested < 0) ? type.substring(begin) : type.substring(begin, nested);
		String file = (outermost.length() > 2 && outermost.endsWith("Kt"))
				? outermost.substring(0, outermost.length() - 2) + ".kt" : outermost + ".java";
		return new Frame(type, method, file, line, inNative);
	}

	/**
	 * Drops what differs from one JVM to the next: {@code Foo$$Lambda$25/0x00007f01} and
	 * {@code Foo$$Lambda/0x0123} are {@code Foo$$Lambda}; so are Flight Recorder's
	 * {@code Foo$$Lambda$25+0x00007f01.1670} and {@code Foo$$Lambda.0x0123}.
	 */
	static String stableName(String className) {
		int hidden = hiddenSuffix(className);
		String name = (hidden < 0) ? className : className.substring(0, hidden);
		int lambda = name.indexOf("$$Lambda$");
		return (lambda < 0) ? name : name.substring(0, lambda + "$$Lambda".length());
	}

	private static int hiddenSuffix(String className) {
		for (int at = className.indexOf("0x"); at > 0; at = className.indexOf("0x", at + 1)) {
			if ("/+.".indexOf(className.charAt(at - 1)) >= 0) {
				return at - 1;
			}
		}
		return -1;
	}

	/**
	 * Class and method.
	 * @return such as {@code java.util.concurrent.LinkedBlockingQueue.take}
	 */
	public String site() {
		return this.type + "." + this.method;
	}

	/**
	 * Class, method, file and line.
	 * @return such as {@code com.acme.OrderService.export(OrderService.java:42)}
	 */
	@Override
	public String toString() {
		if (this.inNative) {
			return site() + "(Native Method)";
		}
		if (this.file.isEmpty()) {
			return site() + "(Unknown Source)";
		}
		return site() + "(" + this.file + ((this.line < 0) ? ")" : ":" + this.line + ")");
	}

}
