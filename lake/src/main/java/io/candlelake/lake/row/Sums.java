package io.candlelake.lake.row;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A sum for each product and day. Mutable, not thread-safe. */
public final class Sums {
    private final TreeMap<Group, Sum> sums = new TreeMap<>();

    public void add(Row row) {
        of(Group.of(row)).add(row);
    }

    public void add(Sums others) {
        others.sums.forEach((group, sum) -> of(group).add(sum));
    }

    public void remove(Sums others) {
        others.sums.forEach((group, sum) -> of(group).remove(sum));
    }

    /** The group's sum, to be read or added to. */
    public Sum of(Group group) {
        return sums.computeIfAbsent(group, absent -> new Sum());
    }

    /** Of nothing where the group has no row. */
    public Sum get(Group group) {
        return sums.getOrDefault(group, new Sum());
    }

    /** Of all groups. */
    public long count() {
        return sums.values().stream().mapToLong(Sum::count).sum();
    }

    public Map<Group, Sum> byGroup() {
        return sums;
    }

    /** The groups of these and of the others. */
    public Set<Group> groups(Sums others) {
        TreeSet<Group> all = new TreeSet<>(sums.keySet());
        all.addAll(others.sums.keySet());
        return all;
    }

    public Sums copy() {
        Sums copy = new Sums();
        copy.add(this);
        return copy;
    }
}
