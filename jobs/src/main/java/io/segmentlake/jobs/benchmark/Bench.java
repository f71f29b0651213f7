package io.segmentlake.jobs.benchmark;

import java.io.PrintStream;

/** What all parts of the benchmark work with. */
record Bench(Product product, DuckDb duckDb, Results results, PrintStream out) {}
