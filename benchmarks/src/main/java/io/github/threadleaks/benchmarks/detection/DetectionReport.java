// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

/**
 * Runs the detection benchmark and prints its tables as markdown; progress goes to the
 * error stream.
 */
public final class DetectionReport {

	private DetectionReport() {
	}

	/**
	 * Runs and prints.
	 * @param args which parts ({@code traces}, {@code live}, {@code libraries}; all
	 * without) and options: {@code --hours=}, {@code --seed=}, {@code --only=},
	 * {@code --arrivals=}, {@code --births}, {@code --explain}, {@code --trace=},
	 * {@code --sample-app=}
	 * @throws Exception if a part fails
	 */
	public static void main(String[] args) throws Exception {
		Options options = Options.of(args);
		if (options.parts().contains("traces")) {
			TraceReport.print(options);
		}
		if (options.parts().contains("live")) {
			LiveReport.print(options);
		}
		if (options.parts().contains("libraries")) {
			LibraryReport.print(options);
		}
	}

}
