"""What every room of the engine uses: records, faults, English words, CSV text, the build lock."""
