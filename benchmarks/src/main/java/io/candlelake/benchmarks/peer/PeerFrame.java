package io.candlelake.benchmarks.peer;

/** A frame as it was understood: its trade, or its bytes and what is wrong with them. */
public final class PeerFrame {
    public PeerTrade trade = new PeerTrade();

    /** Empty when the trade is valid. */
    public String fault = "";

    /** Empty when the trade is valid. */
    public byte[] payload = {};

    public boolean isValid() {
        return fault.isEmpty();
    }
}
