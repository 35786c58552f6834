package io.candlelake.simulator.wire;

/** One of Coinbase's limits for a client: counts what it does, and how often it did more than it may. */
public final class Limit {
    private final Allowance allowance;
    private final boolean enforced;
    private long count;
    private long over;

    /**
     * @param burst so many at once, when there was nothing before
     * @param enforced false to count alone
     */
    Limit(long perSecond, long burst, boolean enforced) {
        this.allowance = new Allowance(perSecond, burst);
        this.enforced = enforced;
    }

    /** Counts one, and is true when it is to be served. */
    public boolean allows(String address, long nanoTime) {
        count++;
        if (allowance.allows(address, nanoTime)) {
            return true;
        }
        over++;
        return !enforced;
    }

    public long count() {
        return count;
    }

    public long over() {
        return over;
    }
}
