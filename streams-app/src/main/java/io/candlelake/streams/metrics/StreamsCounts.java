package io.candlelake.streams.metrics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What all stream threads of the process count: {@code counts.ofThisThread().tick()}.
 *
 * <p>Each thread has counts of its own, so that none waits for another; they are added up when somebody looks. Those of a thread
 * that has ended stay, for a total never goes back.
 */
public final class StreamsCounts {
    private final List<ThreadCounts> threads = new CopyOnWriteArrayList<>();
    private final ThreadLocal<ThreadCounts> own = ThreadLocal.withInitial(this::add);
    private final Map<String, TaskFigures> tasks = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> alerts = new ConcurrentHashMap<>();
    private volatile Consumer<String> ruleListener = rule -> {};

    private ThreadCounts add() {
        ThreadCounts counts = new ThreadCounts(this);
        threads.add(counts);
        return counts;
    }

    /** To be called on the stream thread, which is the only one that may add to them. */
    public ThreadCounts ofThisThread() {
        return own.get();
    }

    /** What a task holds now: {@code counts.holds("0_2", figures)}. */
    public void holds(String task, TaskFigures figures) {
        tasks.put(task, figures);
    }

    /** The task has gone, to another thread or process. */
    public void gone(String task) {
        tasks.remove(task);
    }

    void alert(String rule) {
        alerts.computeIfAbsent(rule, first -> new LongAdder()).increment();
        ruleListener.accept(rule);
    }

    LongSupplier alerts(String rule) {
        return alerts.computeIfAbsent(rule, first -> new LongAdder())::sum;
    }

    /** Told of the rule of each alert. */
    void onAlert(Consumer<String> listener) {
        ruleListener = listener;
    }

    LongSupplier sum(Function<ThreadCounts, Count> count) {
        return () -> threads.stream().mapToLong(each -> count.apply(each).get()).sum();
    }

    Collection<TaskFigures> tasks() {
        return tasks.values();
    }
}
