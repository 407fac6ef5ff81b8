"""The pages of publicity: notices for everybody, letters for their handlers, notices for their publishers, the calendar."""
