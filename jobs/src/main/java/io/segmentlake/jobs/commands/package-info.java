/** One class per command of the command line: arguments in, jobs run, results printed. */
package io.segmentlake.jobs.commands;
