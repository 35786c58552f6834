package io.candlelake.connect.sink;

import java.time.Duration;

/**
 * When files and commits are done: {@code new FileLimits(1 s, 1,000,000 rows, 128 MiB, 64 open, 500 ms, 5 min)}.
 *
 * @param interval from the oldest uncommitted record to its commit
 * @param mostRows a commit is made earlier at so many
 * @param targetBytes a file of that size is closed
 * @param mostOpen files at a time
 * @param retry before a commit that was not taken is tried again; longer after each time
 * @param patience how long a table may take no commit before the task fails
 */
record FileLimits(
        Duration interval, long mostRows, long targetBytes, int mostOpen, Duration retry, Duration patience) {}
